using Microsoft.AspNetCore.Razor.TagHelpers;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Blocks;

/// <summary>Newer and older lines of a long list. Without page numbers: a list that grows on top has none that stay true.</summary>
[HtmlTargetElement("zio-pagination", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PaginationTagHelper(PageWords words) : TagHelper
{
    /// <summary>Address of the newer lines; null when this is the newest page.</summary>
    public string? Newer { get; set; }

    /// <summary>Address of the older lines; null when nothing is older.</summary>
    public string? Older { get; set; }

    /// <summary>What the link to the newer lines says, in a list that is not in the order of time; null says newer.</summary>
    public string? NewerText { get; set; }

    /// <summary>The same of the older lines.</summary>
    public string? OlderText { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (string.IsNullOrEmpty(Newer) && string.IsNullOrEmpty(Older))
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "utrecht-pagination");
        output.Attributes.SetAttribute("aria-label", words["shell.pages"]);
        Add(output, Newer, "prev", NewerText ?? words["shell.newer"]);
        Add(output, Older, "next", OlderText ?? words["shell.older"]);
    }

    private static void Add(TagHelperOutput output, string? address, string relation, string text)
    {
        if (!string.IsNullOrEmpty(address))   // a null in the markup arrives as nothing
        {
            output.Content.AppendHtml(
                Element.Of("a", $"utrecht-pagination__relative-link utrecht-pagination__relative-link--{relation}", text)
                    .With("href", address).With("rel", relation));
        }
    }
}

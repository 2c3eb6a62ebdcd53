using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ZioExchange.Broker.Pages.Blocks;

/// <summary>The journeys of a layout: ordinary links inside, in the section Nav. The link to the page itself is marked.</summary>
[HtmlTargetElement("zio-nav")]
public sealed class NavTagHelper : TagHelper
{
    /// <summary>Name for screen readers; needed once a page has several navigations.</summary>
    public string? Label { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var links = Element.Of("div", "zio-links");
        links.InnerHtml.AppendHtml(await output.GetChildContentAsync());
        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        if (Label is not null)
        {
            output.Attributes.SetAttribute("aria-label", Label);
        }

        output.Content.SetHtmlContent(links);
    }
}

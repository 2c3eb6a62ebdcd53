using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ZioExchange.Broker.Pages.Blocks;

/// <summary>A coloured block that stands out. Its heading says in words what the colour says: colour alone tells nothing.</summary>
[HtmlTargetElement("zio-alert")]
public sealed class AlertTagHelper : TagHelper
{
    public AlertKind Kind { get; set; }

    public string? Heading { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var kind = Kind switch
        {
            AlertKind.Info => "info",
            AlertKind.Ok => "ok",
            AlertKind.Warning => "warning",
            _ => "error",
        };
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"utrecht-alert utrecht-alert--{kind}");
        var message = new TagBuilder("div");
        message.AddCssClass("utrecht-alert__message");
        if (Heading is not null)
        {
            message.InnerHtml.AppendHtml(Element.Of("h2", "nl-heading nl-heading--level-2", Heading));
        }

        message.InnerHtml.AppendHtml(await output.GetChildContentAsync());
        output.Content.SetHtmlContent(message);
    }
}

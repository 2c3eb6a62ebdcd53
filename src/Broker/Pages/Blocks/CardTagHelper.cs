using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ZioExchange.Broker.Pages.Blocks;

/// <summary>One thing with a heading of its own (level 3), so that a reader can jump from card to card.</summary>
[HtmlTargetElement("zio-card", ParentTag = "zio-cards")]
public sealed class CardTagHelper : TagHelper
{
    public string Heading { get; set; } = string.Empty;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        output.TagName = "article";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "zio-card zio-flow");
        output.Content.AppendHtml(Element.Of("h3", "nl-heading nl-heading--level-3", Heading)).AppendHtml(content);
    }
}

using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ZioExchange.Broker.Pages.Blocks;

/// <summary>One fact: its name and, inside the element, its value.</summary>
[HtmlTargetElement("zio-fact", ParentTag = "zio-facts")]
public sealed class DataListItemTagHelper : TagHelper
{
    public string Name { get; set; } = string.Empty;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "utrecht-data-list__item");
        var value = new TagBuilder("dd");
        value.AddCssClass("utrecht-data-list__item-value utrecht-data-list__item-value--html-dd");
        value.InnerHtml.AppendHtml(await output.GetChildContentAsync());
        output.Content.AppendHtml(Element.Of("dt", "utrecht-data-list__item-key", Name)).AppendHtml(value);
    }
}

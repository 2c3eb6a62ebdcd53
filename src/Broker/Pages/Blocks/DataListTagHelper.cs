using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ZioExchange.Broker.Pages.Blocks;

/// <summary>Facts under each other: <c>zio-fact</c> elements inside.</summary>
[HtmlTargetElement("zio-facts")]
[RestrictChildren("zio-fact")]
public sealed class DataListTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "dl";
        output.Attributes.SetAttribute("class", "utrecht-data-list utrecht-data-list--rows");
    }
}

using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ZioExchange.Broker.Pages.Blocks;

/// <summary>Cards side by side, under each other on a phone: <c>zio-card</c> elements inside.</summary>
[HtmlTargetElement("zio-cards")]
[RestrictChildren("zio-card")]
public sealed class CardsTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.Attributes.SetAttribute("class", "zio-cards");
    }
}

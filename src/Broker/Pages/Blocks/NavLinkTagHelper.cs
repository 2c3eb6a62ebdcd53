using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ZioExchange.Broker.Pages.Blocks;

/// <summary>Marks the link of a <c>zio-nav</c> that leads to the page it stands on.</summary>
[HtmlTargetElement("a", ParentTag = "zio-nav")]
public sealed class NavLinkTagHelper : TagHelper
{
    /// <summary>After the address is known.</summary>
    public override int Order => 1000;

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var address = output.Attributes["href"]?.Value?.ToString();
        if (string.Equals(address, ViewContext.HttpContext.Request.Path, StringComparison.OrdinalIgnoreCase))
        {
            output.Attributes.SetAttribute("aria-current", "page");
        }
    }
}

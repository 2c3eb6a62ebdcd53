using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ZioExchange.Broker.Pages.Blocks;

/// <summary>The state of something in one or two words.</summary>
[HtmlTargetElement("zio-badge")]
public sealed class BadgeTagHelper : TagHelper
{
    public BadgeKind Kind { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var kind = Kind switch
        {
            BadgeKind.Success => "success",
            BadgeKind.Warning => "warning",
            BadgeKind.Danger => "danger",
            _ => "neutral",
        };
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"utrecht-status-badge utrecht-status-badge--{kind}");
    }
}

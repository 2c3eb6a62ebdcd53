using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ZioExchange.Broker.Pages.Blocks;

/// <summary><c>&lt;button zio-button="Primary"&gt;</c>, also on a link that is an action of its own. At least 44 px high.</summary>
[HtmlTargetElement("button", Attributes = "zio-button")]
[HtmlTargetElement("a", Attributes = "zio-button")]
public sealed class ButtonTagHelper : TagHelper
{
    /// <summary>Before <see cref="PlainElementTagHelper"/>, which leaves an element with a class alone.</summary>
    public override int Order => -10;

    [HtmlAttributeName("zio-button")]
    public ButtonKind Kind { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var kind = Kind switch
        {
            ButtonKind.Primary => "primary",
            ButtonKind.Secondary => "secondary",
            _ => "subtle",
        };
        output.Attributes.SetAttribute("class", $"nl-button nl-button--{kind}");
        if (output.TagName is "button" && !output.Attributes.ContainsName("type"))
        {
            output.Attributes.SetAttribute("type", "submit");
        }
    }
}

using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ZioExchange.Broker.Pages.Blocks;

/// <summary>Gives ordinary elements their NL Design System class, so that a page can be written in plain HTML. A class of its own wins.</summary>
[HtmlTargetElement("h1")]
[HtmlTargetElement("h2")]
[HtmlTargetElement("h3")]
[HtmlTargetElement("p")]
[HtmlTargetElement("a", Attributes = "[href]")]
[HtmlTargetElement("a", Attributes = "asp-page")]
[HtmlTargetElement("ul")]
[HtmlTargetElement("ol")]
public sealed class PlainElementTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (!output.Attributes.ContainsName("class"))
        {
            output.Attributes.SetAttribute("class", ClassOf(output.TagName));
        }
    }

    private static string ClassOf(string element) => element switch
    {
        "a" => "nl-link",
        "p" => "nl-paragraph",
        "ul" => "utrecht-unordered-list",
        "ol" => "utrecht-ordered-list",
        _ => $"nl-heading nl-heading--level-{element[1]}",
    };
}

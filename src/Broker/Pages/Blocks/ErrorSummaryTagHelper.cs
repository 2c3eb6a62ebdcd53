using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Blocks;

/// <summary>All faults of the form on top of the page, each a link to its field. Takes the focus by itself, without JavaScript. Writes nothing when all is well.</summary>
[HtmlTargetElement("zio-errors", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorSummaryTagHelper(PageWords words) : TagHelper
{
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (ViewContext.ViewData.ModelState.IsValid)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "utrecht-alert utrecht-alert--error");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("autofocus", "autofocus");
        var message = Element.Of("div", "utrecht-alert__message");
        message.InnerHtml
            .AppendHtml(Element.Of("h2", "nl-heading nl-heading--level-2", words["shell.errors-title"]))
            .AppendHtml(Element.Of("p", "nl-paragraph", words["shell.errors-lead"]))
            .AppendHtml(Faults());
        output.Content.SetHtmlContent(message);
    }

    private TagBuilder Faults()
    {
        var list = Element.Of("ul", "utrecht-unordered-list");
        foreach (var (field, entry) in ViewContext.ViewData.ModelState.OrderBy(fault => PlaceOf(fault.Key)))
        {
            foreach (var fault in entry?.Errors ?? [])
            {
                var item = Element.Of("li", "utrecht-unordered-list__item");
                item.InnerHtml.AppendHtml(field.Length is 0
                    ? Element.Of("span", "nl-paragraph", fault.ErrorMessage)
                    : Element.Of("a", "nl-link", fault.ErrorMessage).With("href", $"#{FieldFaults.IdOf(ViewContext, field)}"));
                list.InnerHtml.AppendHtml(item);
            }
        }

        return list;
    }

    /// <summary>In the order in which the page declares its fields; the framework keeps faults by alphabet.</summary>
    private int PlaceOf(string field)
    {
        var fields = ViewContext.ViewData.ModelMetadata.Properties.Select(property => property.PropertyName ?? string.Empty).ToList();
        var place = fields.IndexOf(field.Split('.', '[')[0]);
        return place < 0 ? int.MaxValue : place;
    }
}

using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ZioExchange.Broker.Pages.Blocks;

/// <summary>A text field with its label, hint and fault. Dates get three of these: a browser's own date field follows the browser's country.</summary>
[HtmlTargetElement("zio-field", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FieldTagHelper : TagHelper
{
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public ModelExpression For { get; set; } = null!;

    public string Label { get; set; } = string.Empty;

    public string? Hint { get; set; }

    public string Type { get; set; } = "text";

    /// <summary>For the keyboard of a phone, as in HTML: numeric, email, tel.</summary>
    public string? InputMode { get; set; }

    /// <summary>What a browser may fill in, as in HTML. Off unless asked: phones are shared.</summary>
    public string Autocomplete { get; set; } = "off";

    /// <summary>Lines of a field for more than one sentence; 0 for a single line.</summary>
    public int Rows { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var id = FieldFaults.IdOf(ViewContext, For.Name);
        var fault = FieldFaults.FirstFault(ViewContext, For);
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", fault is null ? "utrecht-form-field zio-field" : "utrecht-form-field utrecht-form-field--invalid zio-field");
        output.Content.AppendHtml(Element.Of("label", "utrecht-form-label", Label).With("for", id));
        if (Hint is not null)
        {
            output.Content.AppendHtml(FieldFaults.Hint(id, Hint));
        }

        if (fault is not null)
        {
            output.Content.AppendHtml(FieldFaults.Message(id, fault));
        }

        output.Content.AppendHtml(Rows > 0 ? Area(id, fault) : Input(id, fault));
    }

    private string? Value => ViewContext.ViewData.ModelState.GetValueOrDefault(For.Name)?.AttemptedValue ?? For.Model?.ToString();

    private TagBuilder Area(string id, string? fault) => Described(
        Element.Of("textarea", fault is null ? "utrecht-textarea utrecht-textarea--html-textarea" : "utrecht-textarea utrecht-textarea--html-textarea utrecht-textarea--invalid", Value ?? string.Empty)
            .With("id", id).With("name", For.Name).With("rows", Rows.ToString(System.Globalization.CultureInfo.InvariantCulture)).With("autocomplete", Autocomplete),
        id, fault);

    private TagBuilder Input(string id, string? fault)
    {
        var input = Element.Of("input", fault is null ? "utrecht-textbox" : "utrecht-textbox utrecht-textbox--invalid")
            .With("id", id).With("name", For.Name).With("type", Type).With("autocomplete", Autocomplete);
        input.TagRenderMode = TagRenderMode.SelfClosing;
        if (Type is not "password" && Value is { } value)
        {
            input.With("value", value);
        }

        if (InputMode is not null)
        {
            input.With("inputmode", InputMode);
        }

        return Described(input, id, fault);
    }

    private TagBuilder Described(TagBuilder input, string id, string? fault)
    {
        if (fault is not null)
        {
            input.With("aria-invalid", "true");
        }

        return FieldFaults.DescribedBy(id, Hint, fault) is { } described ? input.With("aria-describedby", described) : input;
    }
}

using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ZioExchange.Broker.Pages.Blocks;

/// <summary>One question with a few answers. Nothing is chosen until the reader has chosen; all answers look the same.</summary>
[HtmlTargetElement("zio-radios", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class RadiosTagHelper : TagHelper
{
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public ModelExpression For { get; set; } = null!;

    public string Legend { get; set; } = string.Empty;

    public string? Hint { get; set; }

    public IReadOnlyList<Choice> Options { get; set; } = [];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var id = FieldFaults.IdOf(ViewContext, For.Name);
        var fault = FieldFaults.FirstFault(ViewContext, For);
        output.TagName = "fieldset";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "utrecht-form-fieldset utrecht-form-fieldset--html-fieldset"
            + (fault is null ? string.Empty : " utrecht-form-fieldset--invalid"));
        if (FieldFaults.DescribedBy(id, Hint, fault) is { } described)
        {
            output.Attributes.SetAttribute("aria-describedby", described);
        }

        output.Content.AppendHtml(Element.Of("legend", "utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend", Legend));
        if (Hint is not null)
        {
            output.Content.AppendHtml(FieldFaults.Hint(id, Hint));
        }

        if (fault is not null)
        {
            output.Content.AppendHtml(FieldFaults.Message(id, fault));
        }

        var choices = Element.Of("div", "zio-choices");
        for (var index = 0; index < Options.Count; index++)
        {
            choices.InnerHtml.AppendHtml(Answer(index is 0 ? id : $"{id}-{index + 1}", Options[index], fault is not null));
        }

        output.Content.AppendHtml(choices);
    }

    /// <summary>The first button carries the id of the group, so that the error summary leads to it.</summary>
    private TagBuilder Answer(string id, Choice choice, bool invalid)
    {
        var radio = Element.Of("input", "utrecht-radio-button utrecht-radio-button--html-input" + (invalid ? " utrecht-radio-button--invalid" : string.Empty))
            .With("type", "radio").With("id", id).With("name", For.Name).With("value", choice.Value);
        radio.TagRenderMode = TagRenderMode.SelfClosing;
        if (string.Equals(For.Model?.ToString(), choice.Value, StringComparison.Ordinal))
        {
            radio.With("checked", "checked");
        }

        var words = Element.Of("span", "zio-choice-words", choice.Label);
        if (choice.Hint is not null)
        {
            words.InnerHtml.AppendHtml(Element.Of("small", "utrecht-form-field-description", choice.Hint));
        }

        var label = Element.Of("label", "zio-choice utrecht-form-label utrecht-form-label--radio").With("for", id);
        label.InnerHtml.AppendHtml(radio).AppendHtml(words);
        return label;
    }
}

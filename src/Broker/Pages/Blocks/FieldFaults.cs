using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace ZioExchange.Broker.Pages.Blocks;

/// <summary>What the form blocks share: the id of a field, its first fault and the message beside it.</summary>
internal static class FieldFaults
{
    public static string IdOf(ViewContext view, string name) =>
        TagBuilder.CreateSanitizedId(view.ViewData.TemplateInfo.GetFullHtmlFieldName(name), "_");

    public static string? FirstFault(ViewContext view, ModelExpression field) =>
        view.ViewData.ModelState.GetValueOrDefault(field.Name)?.Errors.FirstOrDefault()?.ErrorMessage;

    public static TagBuilder Message(string id, string fault) =>
        Element.Of("p", "utrecht-form-field-error-message", fault).With("id", $"{id}-fout");

    public static TagBuilder Hint(string id, string hint) =>
        Element.Of("p", "utrecht-form-field-description", hint).With("id", $"{id}-uitleg");

    /// <summary>Ids for <c>aria-describedby</c>, or null when there is nothing to point at.</summary>
    public static string? DescribedBy(string id, string? hint, string? fault)
    {
        var ids = string.Join(' ', new[] { hint is null ? null : $"{id}-uitleg", fault is null ? null : $"{id}-fout" }.Where(part => part is not null));
        return ids.Length is 0 ? null : ids;
    }
}

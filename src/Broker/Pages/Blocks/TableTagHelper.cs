using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ZioExchange.Broker.Pages.Blocks;

/// <summary>A table that becomes a card a row below 40rem: <c>zio-row</c> elements with <c>zio-cell</c> inside.</summary>
/// <remarks>Roles are written out: a browser forgets that something is a table once style sheets stack its cells.</remarks>
[HtmlTargetElement("zio-table")]
[RestrictChildren("zio-row")]
public sealed class TableTagHelper : TagHelper
{
    /// <summary>What the table is about; shown above it.</summary>
    public string Caption { get; set; } = string.Empty;

    /// <summary>Heads of the columns, in order. The first column names the row.</summary>
    public IReadOnlyList<string> Columns { get; set; } = [];

    public override void Init(TagHelperContext context) => context.Items[typeof(TableTagHelper)] = this;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var rows = new TagBuilder("tbody").With("role", "rowgroup");
        rows.AddCssClass("utrecht-table__body");
        rows.InnerHtml.AppendHtml(await output.GetChildContentAsync());
        var heads = Element.Of("tr", "utrecht-table__row").With("role", "row");
        foreach (var column in Columns)
        {
            heads.InnerHtml.AppendHtml(
                Element.Of("th", "utrecht-table__header-cell", column).With("scope", "col").With("role", "columnheader"));
        }

        var head = Element.Of("thead", "utrecht-table__header").With("role", "rowgroup");
        head.InnerHtml.AppendHtml(heads);
        var table = Element.Of("table", "utrecht-table").With("role", "table");
        table.InnerHtml.AppendHtml(Element.Of("caption", "utrecht-table__caption", Caption)).AppendHtml(head).AppendHtml(rows);
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "zio-table");
        output.Content.SetHtmlContent(table);
    }
}

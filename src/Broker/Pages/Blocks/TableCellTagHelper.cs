using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ZioExchange.Broker.Pages.Blocks;

/// <summary>One cell, in the order of the table's columns; on a phone it shows the name of its column.</summary>
[HtmlTargetElement("zio-cell", ParentTag = "zio-row")]
public sealed class TableCellTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var table = (TableTagHelper)context.Items[typeof(TableTagHelper)];
        var column = ((TableRowTagHelper)context.Items[typeof(TableRowTagHelper)]).NextColumn();
        if (column >= table.Columns.Count)
        {
            throw new InvalidOperationException($"The table '{table.Caption}' has a row with more cells than its {table.Columns.Count} columns.");
        }

        var namesRow = column is 0;
        output.TagName = namesRow ? "th" : "td";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", namesRow ? "utrecht-table__cell utrecht-table__header-cell" : "utrecht-table__cell");
        output.Attributes.SetAttribute("role", namesRow ? "rowheader" : "cell");
        if (namesRow)
        {
            output.Attributes.SetAttribute("scope", "row");
        }

        output.Attributes.SetAttribute("data-label", table.Columns[column]);
    }
}

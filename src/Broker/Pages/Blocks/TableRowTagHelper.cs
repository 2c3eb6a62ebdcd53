using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ZioExchange.Broker.Pages.Blocks;

/// <summary>One row of a <c>zio-table</c>.</summary>
[HtmlTargetElement("zio-row", ParentTag = "zio-table")]
[RestrictChildren("zio-cell")]
public sealed class TableRowTagHelper : TagHelper
{
    private int _column;

    public override void Init(TagHelperContext context) => context.Items[typeof(TableRowTagHelper)] = this;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "tr";
        output.Attributes.SetAttribute("class", "utrecht-table__row");
        output.Attributes.SetAttribute("role", "row");
    }

    internal int NextColumn() => _column++;
}

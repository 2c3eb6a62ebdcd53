using ZioExchange.Adapters.Mapping.Conversions;

namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>The rows of a table that run for one set of categories. Kept with the plan: the same few sets come again and again.</summary>
internal sealed class RowSelection
{
    private RowSelection(MappingPlan plan, ulong categories)
    {
        Runs = [.. plan.Rows.Select(row => (row.Needs & ~categories) == 0)];
        Facts = [.. plan.Tree.Contexts.Select(context => Rows(context, isLink: false))];
        Links = [.. plan.Tree.Contexts.Select(context => Rows(context, isLink: true))];
    }

    /// <summary>Per row of the table: its categories are permitted.</summary>
    public bool[] Runs { get; }

    /// <summary>Per context: rows that run, links left out.</summary>
    public RowPlan[][] Facts { get; }

    /// <summary>Per context: rows that run and refer to another resource, after it is known which resources are there.</summary>
    public RowPlan[][] Links { get; }

    public static RowSelection Of(MappingPlan plan, ulong categories) => new(plan, categories);

    private RowPlan[] Rows(ContextPlan context, bool isLink) =>
        [.. context.Rows.Where(row => Runs[row.Index] && row.Conversion is RefConversion == isLink)];
}

using ZioExchange.Adapters.Mapping.Conversions;
using ZioExchange.Adapters.Mapping.Running;

namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>The rows of a table that run for one set of categories. Kept with the plan: the same few sets come again and again.</summary>
internal sealed class RowSelection
{
    private RowSelection(MappingPlan plan, ulong categories)
    {
        Runs = [.. plan.Rows.Select(row => (row.Needs & ~categories) == 0)];
        Constants = [.. plan.Rows.Where(row => Runs[row.Index] && IsConstant(row))];
        Facts = [.. plan.Tree.Contexts.Select(context => Rows(context, isLink: false))];
        Links = [.. plan.Tree.Contexts.Select(context => Rows(context, isLink: true))];
        Due = [.. plan.Tree.Contexts.Select((context, at) => new DueRows(Facts[at], context.SlotNodes.Count))];
        Live = [.. plan.Tree.Contexts.Select(context => new Liveness(context.Nodes))];
        foreach (var row in Constants)
        {
            Live[row.Context.Index].Give(row);
        }
    }

    /// <summary>Per row of the table: its categories are permitted.</summary>
    public bool[] Runs { get; }

    /// <summary>Rows that give the same in every element, so that they run once a document.</summary>
    public RowPlan[] Constants { get; }

    /// <summary>Per context: rows that run, constants and links left out.</summary>
    public RowPlan[][] Facts { get; }

    /// <summary>Per context: rows that run and refer to another resource, after it is known which resources are there.</summary>
    public RowPlan[][] Links { get; }

    /// <summary>Per context: which of the facts have something to do in an element, by the values that it holds.</summary>
    public DueRows[] Due { get; }

    /// <summary>Per context: what the constants alone make.</summary>
    public Liveness[] Live { get; }

    public static RowSelection Of(MappingPlan plan, ulong categories) => new(plan, categories);

    /// <summary>A begin or end may yet be judged with the other one, so it is none.</summary>
    private static bool IsConstant(RowPlan row) =>
        row.Conversion is ConstConversion && row.Guards.Count == 0 && row.Before.Length == 0 && row.Element?.Type is not ("date" or "dateTime");

    private RowPlan[] Rows(ContextPlan context, bool isLink) =>
        [.. context.Rows.Where(row => Runs[row.Index] && !IsConstant(row) && row.Conversion is RefConversion == isLink)];
}

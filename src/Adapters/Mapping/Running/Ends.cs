using ZioExchange.Adapters.Mapping.Conversions;
using ZioExchange.Adapters.Mapping.Plans;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>Checks an end against its begin, and a high number against the low one, where each has rows of its own. The end that cannot be is not written.</summary>
/// <remarks>Source: FHIR R4 per-1, inv-1, rng-2.</remarks>
internal static class Ends
{
    public static void Check(TargetNode node, RowRun run, Frame frame, Cell[] cells)
    {
        var (start, end) = node.Ends!.Value;
        if (Chosen(start, cells) is not { } first || Chosen(end, cells) is not { } last || Fault(cells[first.Cell], cells[last.Cell]) is not { } fault)
        {
            return;
        }

        run.Move(last, frame);
        cells[last.Cell] = run.Fail(fault);
    }

    private static IssueCode? Fault(in Cell begin, in Cell end)
    {
        if (begin.Kind == CellKind.Number || end.Kind == CellKind.Number)
        {
            return NumberConversion.TryDecimal(begin.Text.Span, comma: false, out var low) && NumberConversion.TryDecimal(end.Text.Span, comma: false, out var high) && high < low
                ? IssueCode.InvalidValue
                : null;
        }

        var length = Math.Min(10, Math.Min(begin.Text.Length, end.Text.Length));
        return end.Text.Span[..length].SequenceCompareTo(begin.Text.Span[..length]) < 0 ? IssueCode.EndBeforeStart : null;
    }

    private static RowPlan? Chosen(TargetNode node, Cell[] cells)
    {
        foreach (var row in node.Rows)
        {
            if (cells[row.Cell].Kind != CellKind.None)
            {
                return cells[row.Cell].Kind is CellKind.Text or CellKind.Number ? row : null;
            }
        }

        return null;
    }
}

using System.Runtime.InteropServices;
using ZioExchange.Adapters.Mapping.Plans;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>The result of one row for one element of its context.</summary>
internal struct Cell
{
    private static readonly Cell[] Nothing = new Cell[1];

    public CellKind Kind;

    public ReadOnlyMemory<char> Text;

    /// <summary>CodeMapEntry, FhirValue, list of cells or data-absent-reason, by kind.</summary>
    public object? Value;

    /// <summary>The text is a date that was derived, not stated.</summary>
    public bool IsEstimated;

    public static Cell OfText(ReadOnlyMemory<char> text) => new() { Kind = CellKind.Text, Text = text };

    public static Cell Of(FhirValue value) => new() { Kind = CellKind.Complex, Value = value };

    public static Cell OfNumber(decimal number) =>
        new() { Kind = CellKind.Number, Text = number.ToString(System.Globalization.CultureInfo.InvariantCulture).AsMemory() };

    public static Cell OfBoolean(bool value) => new() { Kind = CellKind.Boolean, Text = (value ? "true" : "false").AsMemory() };

    /// <summary>The first result among the rows of a node; a cell without anything when none gave one.</summary>
    public static ref readonly Cell Chosen(Cell[] cells, TargetNode node)
    {
        foreach (var row in CollectionsMarshal.AsSpan(node.Rows))
        {
            if (cells[row.Cell].Kind != CellKind.None)
            {
                return ref cells[row.Cell];
            }
        }

        return ref Nothing[0];
    }

    public static Cell Absent(string reason) => new() { Kind = CellKind.Absent, Value = reason };
}

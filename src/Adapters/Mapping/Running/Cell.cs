namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>The result of one row for one element of its context.</summary>
internal struct Cell
{
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

    public static Cell Absent(string reason) => new() { Kind = CellKind.Absent, Value = reason };
}

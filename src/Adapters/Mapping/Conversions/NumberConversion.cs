using System.Globalization;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping.Running;

namespace ZioExchange.Adapters.Mapping.Conversions;

/// <summary><c>integer</c>, <c>integer(count)</c>, <c>decimal</c>, <c>decimal(comma)</c>.</summary>
internal sealed class NumberConversion(bool isInteger, bool comma, bool isCount, bool isJson = false) : Conversion
{
    private readonly Func<RowRun, ReadOnlyMemory<char>, Cell> _convert = (run, text) =>
        Parse(isJson ? Whole(text.Span) : text.Span, isInteger && run.Row.Element!.Type == "decimal" ? "integer" : run.Row.Element!.Type, comma) is { Kind: CellKind.Number } cell && !(isCount && cell.Text.Span[0] == '-')
            ? cell
            : run.Fail(IssueCode.InvalidValue);

    public override bool Fits(FhirElement element) =>
        element.Type is "decimal" || (isInteger && element.Type is "integer" or "positiveInt" or "unsignedInt");

    public override Cell Convert(RowRun run) => run.Each(_convert);

    /// <summary>A number as the type allows it; no cell when it is none.</summary>
    public static Cell Parse(ReadOnlySpan<char> text, string type, bool comma)
    {
        if (type == "decimal")
        {
            return TryDecimal(text, comma, out var number) ? Cell.OfNumber(number) : default;
        }

        var least = type switch { "positiveInt" => 1, "unsignedInt" => 0, _ => int.MinValue };
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) && whole >= least
            ? Cell.OfNumber(whole)
            : default;
    }

    // JSON knows no kinds of number: 2.0 is the whole number 2 (JSON Schema 2020-12, 6.1.1).
    private static ReadOnlySpan<char> Whole(ReadOnlySpan<char> text) =>
        text.IndexOf('.') is > 0 and var point && point < text.Length - 1 && text[(point + 1)..].IndexOfAnyExcept('0') < 0 ? text[..point] : text;

    /// <summary>Digits with at most one separator, point or comma as asked; no thousands, no exponent, at most 19 digits. As an xs:decimal it may be <c>.5</c> or <c>5.</c></summary>
    public static bool TryDecimal(ReadOnlySpan<char> text, bool comma, out decimal number)
    {
        number = 0;
        if (text.Length is 0 or > 20 || text[^1] == ',' || text[0] == ',' || text.Contains(comma ? '.' : ','))
        {
            return false;
        }

        if (text.Length <= 9 && text.IndexOfAnyExcept(Letters.Digits) < 0)
        {
            number = int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
            return true;
        }

        Span<char> point = stackalloc char[20];
        text.CopyTo(point);
        point.Replace(',', '.');
        return decimal.TryParse(
            point[..text.Length], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }
}

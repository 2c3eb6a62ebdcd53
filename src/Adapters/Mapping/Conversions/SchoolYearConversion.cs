using System.Globalization;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping.Running;

namespace ZioExchange.Adapters.Mapping.Conversions;

/// <summary><c>schoolyear(start)</c>, <c>schoolyear(end)</c>: 1 August and 31 July, marked as estimated.</summary>
/// <remarks>Source: WPO/WEC: a school year runs from 1 August to 31 July. A plan may run otherwise, hence the mark.</remarks>
internal sealed class SchoolYearConversion(bool end) : Conversion
{
    public override bool Fits(FhirElement element) => DateConversion.FitsDate(element);

    public override Cell Convert(RowRun run)
    {
        if (!run.Has(0))
        {
            return default;
        }

        var text = run.Value(0).Span;
        if (text.Length != 9 || text[4] is not ('-' or '/') || !Year(text[..4], out var first) || !Year(text[5..], out var second) || second != first + 1)
        {
            return run.Fail(IssueCode.InvalidDate);
        }

        var cell = Cell.OfText((end ? $"{second:0000}-07-31" : $"{first:0000}-08-01").AsMemory());
        cell.IsEstimated = true;
        return cell;
    }

    private static bool Year(ReadOnlySpan<char> text, out int year) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out year) && year is >= 1900 and < 3000;
}

using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping.Running;

namespace ZioExchange.Adapters.Mapping.Conversions;

/// <summary><c>months(-12)</c>: the date so many months later; the 31st of a shorter month is its last day.</summary>
internal sealed class MonthsConversion(int months) : Conversion
{
    public override bool Fits(FhirElement element) => DateConversion.FitsDate(element);

    public override Cell Convert(RowRun run)
    {
        if (!run.Has(0))
        {
            return default;
        }

        return DutchDates.TryDay(run.Value(0), out var date) && date.Year < 9000
            ? Cell.OfText(DutchDates.Iso(date.AddMonths(months)).AsMemory())
            : run.Fail(IssueCode.InvalidDate);
    }
}

using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping.Running;
using ZioExchange.Adapters.Mapping.Values;

namespace ZioExchange.Adapters.Mapping.Conversions;

/// <summary><c>date(mask)</c>: a date of which DatumGebruik says what is known.</summary>
/// <remarks>Source: COD170: 1 only year and month, 2 only the year, 3 nothing of it.</remarks>
internal sealed class MaskedDateConversion : Conversion
{
    public override (int Least, int Most) Sources => (2, 2);

    public override bool Fits(FhirElement element) => DateConversion.FitsDate(element);

    public override Cell Convert(RowRun run)
    {
        var use = run.Value(1).Span;
        if (use is "3")
        {
            return Cell.Absent(DataAbsent.Unknown);
        }

        if (!run.Has(0))
        {
            return default;
        }

        var date = run.Value(0);
        if (!DutchDates.IsDate(date.Span))
        {
            return run.Fail(IssueCode.InvalidDate);
        }

        return use switch
        {
            "" or "0" => DateConversion.Real(run, date),
            "1" => DateConversion.Real(run, date[..7]),
            "2" => DateConversion.Real(run, date[..4]),
            _ => run.Fail(IssueCode.UnknownCode, source: 1, DataAbsent.Unknown),
        };
    }
}

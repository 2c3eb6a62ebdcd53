using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping.Running;
using ZioExchange.Adapters.Mapping.Values;

namespace ZioExchange.Adapters.Mapping.Conversions;

/// <summary><c>period</c>, <c>period(zone)</c>: begin and end; an end before its begin is not written.</summary>
/// <remarks>Ends are inclusive in every source here and in FHIR.</remarks>
internal sealed class PeriodConversion(bool zone) : Conversion
{
    public override (int Least, int Most) Sources => (2, 2);

    public override IReadOnlyList<string> MembersOf(string type) => ["start", "end"];

    public override bool Fits(FhirElement element) => element.Type == "Period";

    public override Cell Convert(RowRun run)
    {
        var (start, end) = (Date(run, 0), Date(run, 1));
        if (start.Kind == CellKind.None && end.Kind == CellKind.None)
        {
            return default;
        }

        if (start.Kind == CellKind.Text && end.Kind == CellKind.Text && end.Text.Span.SequenceCompareTo(start.Text.Span) < 0)
        {
            end = run.Fail(IssueCode.EndBeforeStart, source: 1);
        }

        return Cell.Of(new PeriodValue(start, end));
    }

    private Cell Date(RowRun run, int source)
    {
        if (!run.Has(source))
        {
            return default;
        }

        var text = zone ? DutchDates.WithoutZone(run.Value(source)) : run.Value(source);
        return DutchDates.IsDate(text.Span) ? Cell.OfText(text) : run.Fail(IssueCode.InvalidDate, source);
    }
}

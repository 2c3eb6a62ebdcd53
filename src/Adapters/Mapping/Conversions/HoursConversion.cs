using System.Globalization;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping.Running;

namespace ZioExchange.Adapters.Mapping.Conversions;

/// <summary><c>hours</c>: from and until on the clock of one day, as <c>09:15-10:00</c>.</summary>
internal sealed class HoursConversion : Conversion
{
    public override (int Least, int Most) Sources => (2, 2);

    public override IReadOnlyList<string> MembersOf(string type) => ["text"];

    public override bool Fits(FhirElement element) => TextConversion.FitsText(element);

    public override Cell Convert(RowRun run)
    {
        if (!run.Has(0) && !run.Has(1))
        {
            return default;
        }

        if (Clock(run, 0) is not { } from)
        {
            return run.Fail(IssueCode.InvalidValue);
        }

        return Clock(run, 1) is not { } until ? run.Fail(IssueCode.InvalidValue, source: 1)
            : until < from ? run.Fail(IssueCode.EndBeforeStart, source: 1)
            : Cell.OfText($"{run.Value(0)}-{run.Value(1)}".AsMemory());
    }

    private static TimeOnly? Clock(RowRun run, int source) =>
        TimeOnly.TryParseExact(run.Value(source).Span, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}

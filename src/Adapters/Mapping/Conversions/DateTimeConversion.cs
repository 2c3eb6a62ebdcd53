using System.Globalization;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping.Running;

namespace ZioExchange.Adapters.Mapping.Conversions;

/// <summary><c>datetime</c> (one ISO text) and <c>datetime(local)</c> (a date and a Dutch clock time).</summary>
internal sealed class DateTimeConversion(bool isLocal) : Conversion
{
    private const string Clock = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF";

    private static readonly Func<RowRun, ReadOnlyMemory<char>, Cell> Single = One;

    public override (int Least, int Most) Sources => isLocal ? (2, 2) : (1, 1);

    public override bool Fits(FhirElement element) => element.Type is "dateTime" or "instant";

    public override Cell Convert(RowRun run)
    {
        if (!isLocal)
        {
            return run.Each(Single);
        }

        if (!run.Has(0))
        {
            return default;
        }

        if (run.Has(1))
        {
            return Local(run, $"{run.Value(0)}T{run.Value(1)}");
        }

        return run.Row.Element!.Type == "dateTime" ? DateConversion.One(run, run.Value(0), "") : run.Fail(IssueCode.InvalidDate);
    }

    private static Cell One(RowRun run, ReadOnlyMemory<char> text)
    {
        if (text.Length == 10 && run.Row.Element!.Type == "dateTime")
        {
            return DateConversion.One(run, text, "");
        }

        var hasZone = text.Length > 19 && (text.Span[^1] == 'Z' || text.Span[^6] is '+' or '-');
        if (!hasZone)
        {
            return Local(run, text.ToString());
        }

        return DateTimeOffset.TryParseExact(text.Span, Clock + "K", CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) && instant.Year >= 1800
            ? Cell.OfText(text)
            : run.Fail(IssueCode.InvalidDate);
    }

    private static Cell Local(RowRun run, string text) =>
        DateTime.TryParseExact(text, Clock, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            && local.Year >= 1800 && DutchDates.TryInstant(local, out var instant)
            ? Cell.OfText(DutchDates.Iso(instant).AsMemory())
            : run.Fail(IssueCode.InvalidDate);
}

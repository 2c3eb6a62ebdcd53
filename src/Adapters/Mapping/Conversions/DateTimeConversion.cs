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
            return Local(run, $"{run.Value(0).Span}T{run.Value(1).Span}");
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

        return DateTimeOffset.TryParseExact(Rounded(text.Span), Clock + "K", CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) && instant.Year >= 1800
            ? Cell.OfText(text)
            : run.Fail(IssueCode.InvalidDate);
    }

    /// <summary>Some sources write nanoseconds; the parser knows seven digits, and a moment is as real with more.</summary>
    private static ReadOnlySpan<char> Rounded(ReadOnlySpan<char> text)
    {
        const int End = 27;
        var digits = text.Length > End && text[19] == '.' ? text[20..].IndexOfAnyExcept(Letters.Digits) : 0;
        return digits is > 7 and <= 12 ? string.Concat(text[..End], text[(20 + digits)..]) : text;
    }

    private static Cell Local(RowRun run, string text) =>
        WholeSecond(text) is { } local
            ? DutchDates.TryInstant(local, out var instant)
                ? Cell.OfText(string.Concat(text, instant.Offset.Hours == 1 ? "+01:00" : "+02:00").AsMemory())
                : run.Fail(IssueCode.InvalidDate)
            : Fraction(run, text);

    /// <summary>What nearly every source writes, read without the general parser: <c>2026-11-24T13:45:00</c>.</summary>
    private static DateTime? WholeSecond(ReadOnlySpan<char> text) =>
        text.Length == 19 && text[10] == 'T' && text[13] == ':' && text[16] == ':' && DutchDates.TryDate(text[..10], out var day)
        && Two(text[11..13]) is < 24 and var hour && Two(text[14..16]) is < 60 and var minute && Two(text[17..]) is < 60 and var second
            ? day.ToDateTime(new TimeOnly(hour, minute, second))
            : null;

    private static int Two(ReadOnlySpan<char> digits) =>
        char.IsAsciiDigit(digits[0]) && char.IsAsciiDigit(digits[1]) ? ((digits[0] - '0') * 10) + digits[1] - '0' : int.MaxValue;

    private static Cell Fraction(RowRun run, string text) =>
        DateTime.TryParseExact(text, Clock, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            && local.Year >= 1800 && DutchDates.TryInstant(local, out var instant)
            ? Cell.OfText(DutchDates.Iso(instant).AsMemory())
            : run.Fail(IssueCode.InvalidDate);
}

using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping.Running;

namespace ZioExchange.Adapters.Mapping.Conversions;

/// <summary><c>date</c>, <c>date(zone)</c>, <c>date(dmy)</c>, <c>date(ym)</c>, <c>date(ymd8)</c>: one strict format each.</summary>
internal sealed class DateConversion(string format) : Conversion
{
    private readonly Func<RowRun, ReadOnlyMemory<char>, Cell> _convert = (run, text) => One(run, text, format);

    public static bool Knows(string format) => format is "" or "zone" or "dmy" or "ym" or "ymd8";

    public override bool Fits(FhirElement element) => FitsDate(element);

    public override Cell Convert(RowRun run) => run.Each(_convert);

    public static bool FitsDate(FhirElement element) => element.Type is "date" or "dateTime";

    public static Cell One(RowRun run, ReadOnlyMemory<char> text, string format)
    {
        var iso = Iso(text, format);
        return iso.IsEmpty ? run.Fail(IssueCode.InvalidDate) : Real(run, iso);
    }

    /// <summary>The date, unless it is a birth that is still to come on the day of the run.</summary>
    /// <param name="iso">A date, whole or in part.</param>
    public static Cell Real(RowRun run, ReadOnlyMemory<char> iso) =>
        run.Row.Element!.Name == "birthDate" && run.Now is { } now && iso.Span.SequenceCompareTo(DutchDates.Iso(now).AsSpan(0, Math.Min(iso.Length, 10))) > 0
            ? run.Fail(IssueCode.InvalidDate)
            : Cell.OfText(iso);

    /// <summary>Empty when the text is no such date.</summary>
    private static ReadOnlyMemory<char> Iso(ReadOnlyMemory<char> text, string format)
    {
        switch (format)
        {
            case "":
                return DutchDates.IsDate(text.Span) ? text : default;
            case "zone":
                return DutchDates.WithoutZone(text) is var day && DutchDates.IsDate(day.Span) ? day : default;
            case "dmy":
                return text.Length == 10 && text.Span[2] == '-' && text.Span[5] == '-' ? Eight($"{text[6..]}{text[3..5]}{text[..2]}").AsMemory() : default;
            case "ym":
                return DutchDates.TryDate($"{text}-01", out _) ? text : default;
            default:
                return Eight(text.Span).AsMemory();
        }
    }

    /// <summary>EEJJMMDD; a day 00 or a month 00 is not known.</summary>
    /// <remarks>So the BRP writes a birth date that is known in part; OSO copies it as 00-00-2010.</remarks>
    private static string? Eight(ReadOnlySpan<char> text)
    {
        if (text.Length != 8 || text.IndexOfAnyExcept(Letters.Digits) >= 0)
        {
            return null;
        }

        var (year, month, day) = (text[..4].ToString(), text[4..6].ToString(), text[6..].ToString());
        var isReal = DutchDates.IsDate($"{year}-{(month == "00" ? "01" : month)}-{(day == "00" ? "01" : day)}");
        return (isReal, month, day) switch
        {
            (false, _, _) => null,
            (_, "00", "00") => year,
            (_, "00", _) => null,
            (_, _, "00") => $"{year}-{month}",
            _ => $"{year}-{month}-{day}",
        };
    }
}

using System.Globalization;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Exchange.FhirApi;

/// <summary>The instants that <c>date</c> parameters of a search leave: each narrows what those before it left.</summary>
/// <param name="From">Inclusive; null when open.</param>
/// <param name="To">Exclusive; null when open.</param>
/// <remarks>A value stands for all of the year, month, day, minute or second that it names (FHIR R4 search, date). A day is a Dutch one; a time says its offset.</remarks>
internal sealed record InstantRange(DateTimeOffset? From, DateTimeOffset? To)
{
    public const string Expected = "eq, ge, gt, le or lt (none is eq) with a day such as 2026-11-24, a month, a year, or an instant with its offset such as 2026-11-24T09:00:00Z.";

    private const string InstantForm = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    private static readonly (string Form, TimeSpan Width)[] Times =
    [
        ("yyyy-MM-dd'T'HH:mmK", TimeSpan.FromMinutes(1)), ("yyyy-MM-dd'T'HH:mm:ssK", TimeSpan.FromSeconds(1)),
        .. Enumerable.Range(1, 7).Select(digits => ($"yyyy-MM-dd'T'HH:mm:ss.{new string('f', digits)}K", TimeSpan.FromTicks((long)Math.Pow(10, 7 - digits)))),
    ];

    public static InstantRange All { get; } = new(null, null);

    /// <returns>Null when the text is no value of a date parameter.</returns>
    public InstantRange? And(string text)
    {
        var isCompared = text.Length > 2 && char.IsAsciiLetter(text[0]);
        if (Named(isCompared ? text[2..] : text) is not var (start, end))
        {
            return null;
        }

        return (isCompared ? text[..2] : "eq") switch
        {
            "eq" => Within(start, end),
            "ge" => Within(start, null),
            "gt" => Within(end, null),
            "le" => Within(null, end),
            "lt" => Within(null, start),
            _ => null,
        };
    }

    /// <summary>The same range as parameters.</summary>
    public IEnumerable<string> Write()
    {
        if (From is { } from)
        {
            yield return "ge" + from.UtcDateTime.ToString(InstantForm, CultureInfo.InvariantCulture);
        }

        if (To is { } to)
        {
            yield return "lt" + to.UtcDateTime.ToString(InstantForm, CultureInfo.InvariantCulture);
        }
    }

    private InstantRange Within(DateTimeOffset? from, DateTimeOffset? to) => new(from > From || From is null ? from ?? From : From, to < To || To is null ? to ?? To : To);

    private static (DateTimeOffset Start, DateTimeOffset End)? Named(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return Days(day, day.Year < 9999 ? day.AddDays(1) : day);
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
        {
            return Days(month, month.Year < 9999 ? month.AddMonths(1) : month);
        }

        if (DateOnly.TryParseExact(text, "yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var year))
        {
            return Days(year, year.Year < 9999 ? year.AddYears(1) : year);
        }

        // Without an offset K reads a time of this machine.
        var saysOffset = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-');
        foreach (var (form, width) in saysOffset ? Times : [])
        {
            if (DateTimeOffset.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) && IsCounted(instant.Year))
            {
                return (instant.ToUniversalTime(), instant.ToUniversalTime() + width);
            }
        }

        return null;
    }

    private static (DateTimeOffset Start, DateTimeOffset End)? Days(DateOnly first, DateOnly next) => IsCounted(first.Year) ? (StartOf(first), StartOf(next)) : null;

    /// <summary>Years of which the calendar is known and the next one exists.</summary>
    private static bool IsCounted(int year) => year is >= 1996 and < 9999;

    // The clock changes at 01:00 UTC, so an hour before midnight UTC it is already what it is at Dutch midnight.
    private static DateTimeOffset StartOf(DateOnly day)
    {
        var before = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddHours(-1);
        return before.AddHours(1) - (DutchCalendar.TimeOf(before) - before.UtcDateTime);
    }
}

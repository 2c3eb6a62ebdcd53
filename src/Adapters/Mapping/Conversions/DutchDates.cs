using System.Globalization;

namespace ZioExchange.Adapters.Mapping.Conversions;

/// <summary>Strict dates and the clock of the Netherlands.</summary>
/// <remarks>Summer time from the last Sunday of March to the last Sunday of October, 01:00 UTC. Source: directive 2000/84/EC, Zomertijdwet.</remarks>
internal static class DutchDates
{
    /// <summary>Exactly <c>2026-11-24</c>, a day that exists, from 1800.</summary>
    public static bool TryDate(ReadOnlySpan<char> text, out DateOnly date)
    {
        date = default;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-'
            || !TryNumber(text[..4], out var year) || !TryNumber(text[5..7], out var month) || !TryNumber(text[8..], out var day)
            || year < 1800 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        date = new DateOnly(year, month, day);
        return true;
    }

    public static bool TryDate(ReadOnlySpan<char> text, string format, out DateOnly date)
    {
        date = default;
        return text.Length == format.Length
            && DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out date)
            && date.Year >= 1800;
    }

    public static bool IsDate(ReadOnlySpan<char> text) => TryDate(text, out _);

    /// <summary>The text without the zone that an xs:date may carry: the day is the one that stands there, wherever it dawned first.</summary>
    public static ReadOnlyMemory<char> WithoutZone(ReadOnlyMemory<char> text) => text.Span switch
    {
        { Length: 11 } utc when utc[10] == 'Z' => text[..10],
        { Length: 16 } other when other[10] is '+' or '-' && TimeOnly.TryParseExact(other[11..], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var ahead)
            && ahead <= new TimeOnly(14, 0) => text[..10],
        _ => text,
    };

    /// <summary>The Dutch day of a date, of a date with a zone, or of a moment.</summary>
    public static bool TryDay(ReadOnlyMemory<char> text, out DateOnly day)
    {
        if (text.Length <= 10 || text.Span[10] != 'T')
        {
            return TryDate(WithoutZone(text).Span, out day);
        }

        var hasZone = text.Span[^1] == 'Z' || (text.Length > 19 && text.Span[^6] is '+' or '-');
        if (!hasZone || !DateTimeOffset.TryParse(text.Span, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
        {
            return TryDate(text.Span[..10], out day);
        }

        day = DateOnly.FromDateTime(instant.ToOffset(OffsetAt(instant)).DateTime);
        return true;
    }

    /// <summary>ISO text of a date.</summary>
    public static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The instant of a Dutch clock time. An hour that comes twice (autumn) is the first; one that does not exist (spring) is none.</summary>
    public static bool TryInstant(DateTime local, out DateTimeOffset instant)
    {
        instant = default;
        var (begin, end) = (LastSunday(local.Year, 3).AddHours(2), LastSunday(local.Year, 10).AddHours(3));
        if (local >= begin && local < begin.AddHours(1))
        {
            return false;
        }

        instant = new DateTimeOffset(local, TimeSpan.FromHours(local >= begin && local < end ? 2 : 1));
        return true;
    }

    /// <summary>What Dutch clocks differ from UTC at an instant.</summary>
    public static TimeSpan OffsetAt(DateTimeOffset instant)
    {
        var utc = instant.UtcDateTime;
        return TimeSpan.FromHours(utc >= LastSunday(utc.Year, 3).AddHours(1) && utc < LastSunday(utc.Year, 10).AddHours(1) ? 2 : 1);
    }

    public static string Iso(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);

    private static bool TryNumber(ReadOnlySpan<char> digits, out int number)
    {
        number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            number = (number * 10) + (digit - '0');
        }

        return true;
    }

    private static DateTime LastSunday(int year, int month)
    {
        var last = new DateTime(year, month, 31, 0, 0, 0, DateTimeKind.Unspecified);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}

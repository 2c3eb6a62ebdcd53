namespace ZioExchange.Consent.Vocabulary;

/// <summary>The civil calendar of Europe/Amsterdam, on which ages, end dates and school days are counted.</summary>
/// <remarks>
/// Computed from the European rule so that no time zone database is needed: summer time runs from 01:00 UTC on the last
/// Sunday of March to 01:00 UTC on the last Sunday of October. Valid from 1996 on. Source: Richtlijn 2000/84/EG; R-TIME-1.
/// </remarks>
public static class DutchCalendar
{
    /// <summary>The Dutch calendar day on which an instant falls.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeOf(instant));

    /// <summary>What a clock on a Dutch wall shows at an instant.</summary>
    public static DateTime TimeOf(DateTimeOffset instant)
    {
        var utc = instant.UtcTicks;
        var year = instant.UtcDateTime.Year;
        var summer = utc >= LastSunday(year, 3).Ticks && utc < LastSunday(year, 10).Ticks;
        return new DateTime(Math.Min(utc + ((summer ? 2 : 1) * TimeSpan.TicksPerHour), DateTime.MaxValue.Ticks));
    }

    /// <summary>Age in completed years. Who was born on 29 February has the birthday on 1 March in common years (R-TIME-2).</summary>
    /// <returns>A negative number when <paramref name="day"/> lies before the birth.</returns>
    public static int AgeOn(DateOnly bornOn, DateOnly day) => day.Year - bornOn.Year - (day < BirthdayIn(bornOn, day.Year) ? 1 : 0);

    /// <summary>The day on which an age is reached.</summary>
    public static DateOnly BirthdayAt(DateOnly bornOn, int age) => BirthdayIn(bornOn, Math.Min(bornOn.Year + age, 9999));

    /// <summary>Both ends belong to the period; an absent end is open (R-TIME-3).</summary>
    public static bool Includes(DateOnly? from, DateOnly? through, DateOnly day) => (from is null || from <= day) && (through is null || day <= through);

    /// <summary>Mondays to Fridays strictly between two days; holidays are not subtracted.</summary>
    public static int SchoolDaysBetween(DateOnly after, DateOnly before)
    {
        if (before.DayNumber - after.DayNumber <= 1)
        {
            return 0;
        }

        var days = before.DayNumber - after.DayNumber - 1;
        var count = days / 7 * 5;
        for (var day = after.AddDays(1 + (days / 7 * 7)); day < before; day = day.AddDays(1))
        {
            count += day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1;
        }

        return count;
    }

    /// <summary>The first Monday to Friday after a day.</summary>
    public static DateOnly NextWorkingDay(DateOnly day) => day.DayOfWeek switch
    {
        _ when day.DayNumber > DateOnly.MaxValue.DayNumber - 3 => DateOnly.MaxValue,
        DayOfWeek.Friday => day.AddDays(3),
        DayOfWeek.Saturday => day.AddDays(2),
        _ => day.AddDays(1),
    };

    private static DateOnly BirthdayIn(DateOnly bornOn, int year) =>
        bornOn is { Month: 2, Day: 29 } && !DateTime.IsLeapYear(year) ? new DateOnly(year, 3, 1) : new DateOnly(year, bornOn.Month, bornOn.Day);

    private static DateTime LastSunday(int year, int month)
    {
        var last = new DateTime(year, month, 31, 1, 0, 0, DateTimeKind.Utc);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}

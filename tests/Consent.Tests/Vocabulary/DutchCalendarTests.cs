using Xunit;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Tests.Vocabulary;

public sealed class DutchCalendarTests
{
    [Fact]
    public void The_Dutch_day_agrees_with_the_time_zone_database_from_1996_on()
    {
        var amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");
        for (var instant = new DateTimeOffset(1996, 1, 1, 0, 0, 0, TimeSpan.Zero); instant.Year < 2038; instant = instant.AddMinutes(90))
        {
            Assert.Equal(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, amsterdam).DateTime), DutchCalendar.DayOf(instant));
        }
    }

    [Theory]
    [InlineData("2026-03-28T22:59:59Z", "2026-03-28")]
    [InlineData("2026-03-28T23:00:00Z", "2026-03-29")]
    [InlineData("2026-03-29T21:59:59Z", "2026-03-29")]
    [InlineData("2026-03-29T22:00:00Z", "2026-03-30")]
    [InlineData("2026-10-25T22:59:59Z", "2026-10-25")]
    [InlineData("2026-10-25T23:00:00Z", "2026-10-26")]
    public void Days_turn_at_local_midnight_around_summer_time(string instant, string day) =>
        Assert.Equal(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), DutchCalendar.DayOf(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2026-03-29T00:59:59Z", 1)]
    [InlineData("2026-03-29T01:00:00Z", 3)]
    [InlineData("2026-10-25T00:59:59Z", 2)]
    [InlineData("2026-10-25T01:00:00Z", 2)]
    public void The_clock_is_moved_at_the_very_second(string instant, int hour) =>
        Assert.Equal(hour, DutchCalendar.TimeOf(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture)).Hour);

    [Fact]
    public void The_working_day_after_one_of_the_last_days_there_are_is_the_last()
    {
        Assert.Equal(DateOnly.MaxValue, DutchCalendar.NextWorkingDay(DateOnly.MaxValue));
        Assert.Equal(DateOnly.MaxValue.AddDays(-2), DutchCalendar.NextWorkingDay(DateOnly.MaxValue.AddDays(-3)));
    }

    [Fact]
    public void The_last_instants_there_are_have_a_day_too() => Assert.Equal(DateOnly.MaxValue, DutchCalendar.DayOf(DateTimeOffset.MaxValue));

    [Fact]
    public void Who_was_born_on_29_February_turns_12_on_1_March_in_a_common_year_and_16_on_29_February_in_a_leap_year()
    {
        var born = new DateOnly(2012, 2, 29);

        Assert.Equal(15, DutchCalendar.AgeOn(born, new(2028, 2, 28)));
        Assert.Equal(16, DutchCalendar.AgeOn(born, new(2028, 2, 29)));
        Assert.Equal(12, DutchCalendar.AgeOn(born, new(2025, 2, 28)));
        Assert.Equal(13, DutchCalendar.AgeOn(born, new(2025, 3, 1)));
        Assert.Equal(new DateOnly(2025, 3, 1), DutchCalendar.BirthdayAt(born, 13));
    }

    [Theory]
    [InlineData("2026-11-09", "2026-11-23", 9)]
    [InlineData("2026-11-09", "2026-11-24", 10)]
    [InlineData("2026-11-07", "2026-11-08", 0)]
    [InlineData("2026-11-24", "2026-11-24", 0)]
    [InlineData("2026-11-24", "2026-11-25", 0)]
    [InlineData("2026-11-23", "2026-11-25", 1)]
    [InlineData("2026-11-24", "2026-11-01", 0)]
    public void School_days_are_Mondays_to_Fridays_strictly_between(string after, string before, int days) =>
        Assert.Equal(days, DutchCalendar.SchoolDaysBetween(DateOnly.Parse(after, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(before, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void The_next_working_day_skips_the_weekend()
    {
        Assert.Equal(new DateOnly(2026, 11, 23), DutchCalendar.NextWorkingDay(new(2026, 11, 20)));
        Assert.Equal(new DateOnly(2026, 11, 23), DutchCalendar.NextWorkingDay(new(2026, 11, 21)));
        Assert.Equal(new DateOnly(2026, 11, 23), DutchCalendar.NextWorkingDay(new(2026, 11, 22)));
        Assert.Equal(new DateOnly(2026, 11, 24), DutchCalendar.NextWorkingDay(new(2026, 11, 23)));
    }
}

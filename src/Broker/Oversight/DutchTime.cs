using System.Globalization;

namespace ZioExchange.Broker.Oversight;

/// <summary>Instants as an officer reads them: on a Dutch clock, with the offset shown.</summary>
public static class DutchTime
{
    private const string Form = "yyyy-MM-dd";
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    public static DateTimeOffset Of(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    public static DateTimeOffset Of(long ticks) => Of(new DateTimeOffset(ticks, TimeSpan.Zero));

    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(Of(instant).DateTime);

    /// <summary>2026-11-20 11:12:04 +01:00</summary>
    public static string Text(DateTimeOffset instant) => Of(instant).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    public static string Text(long ticks) => Text(new DateTimeOffset(ticks, TimeSpan.Zero));

    /// <summary>The instant at which a Dutch calendar day begins.</summary>
    public static DateTimeOffset StartOf(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local));
    }

    /// <summary>A calendar day as machines write it, yyyy-MM-dd; nothing else will do.</summary>
    public static bool TryDay(string? iso, out DateOnly day) => DateOnly.TryParseExact(iso, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <exception cref="FormatException">A row was damaged: <see cref="Iso"/> wrote it.</exception>
    public static DateOnly Day(string iso) => DateOnly.ParseExact(iso, Form, CultureInfo.InvariantCulture);

    public static string Iso(DateOnly day) => day.ToString(Form, CultureInfo.InvariantCulture);
}

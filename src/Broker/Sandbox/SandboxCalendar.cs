namespace ZioExchange.Broker.Sandbox;

/// <summary>The days that hang on the day of the demonstration: its school year, and when the families answered.</summary>
public sealed record SandboxCalendar(DateOnly Today)
{
    /// <summary>1 August of the school year of today.</summary>
    public DateOnly YearStart { get; } = new(Today.Month >= 8 ? Today.Year : Today.Year - 1, 8, 1);

    /// <summary>31 July, the last day of that school year.</summary>
    public DateOnly YearEnd => YearStart.AddYears(1).AddDays(-1);

    /// <summary>7 September, or the day before today in the first weeks; never before the school year.</summary>
    public DateOnly AnsweredOn => Max(YearStart, Min(new DateOnly(YearStart.Year, 9, 7), Today.AddDays(-1)));

    public static DateTimeOffset Instant(DateOnly day, int hour) => new(day, new TimeOnly(hour, 0), TimeSpan.Zero);

    private static DateOnly Min(DateOnly left, DateOnly right) => left < right ? left : right;

    private static DateOnly Max(DateOnly left, DateOnly right) => left > right ? left : right;
}

namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>How long a yes may last: never longer than twelve months (law/RULES.md 2a, R-EVID).</summary>
public static class Durations
{
    public static IReadOnlyList<string> Codes { get; } = ["3", "school", "12"];

    /// <returns>The last day, inclusive; null for an unknown code.</returns>
    public static DateOnly? LastDay(string? code, DateOnly today) => code switch
    {
        "3" => today.AddMonths(3),
        "school" => EndOfSchoolYear(today),
        "12" => today.AddMonths(12),
        _ => null,
    };

    // A school year ends on 31 July (WPO 1): on that day itself the next one is meant.
    private static DateOnly EndOfSchoolYear(DateOnly today)
    {
        var end = new DateOnly(today.Year, 7, 31);
        return today < end ? end : end.AddYears(1);
    }
}

using ZioExchange.Consent.Grants;

namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>How long a yes may last: never longer than twelve months (law/RULES.md 2a, R-EVID), and never longer than was asked.</summary>
public static class Durations
{
    /// <summary>Until the day that the source asked for.</summary>
    public const string Asked = "gevraagd";

    private static readonly string[] Always = ["3", "school", "12"];

    /// <summary>Codes to choose from, the shortest first.</summary>
    /// <param name="askedUntil">The last day that the source asked for; null when it named none.</param>
    public static IReadOnlyList<string> Codes(DateOnly? askedUntil, DateOnly today) =>
        [.. Always.Append(Asked).Where(code => LastDay(code, askedUntil, today) is not null).OrderBy(code => LastDay(code, askedUntil, today))];

    /// <returns>The last day, inclusive; null for a code that is not among those of <see cref="Codes"/>.</returns>
    public static DateOnly? LastDay(string? code, DateOnly? askedUntil, DateOnly today)
    {
        var year = GrantTerm.LastDay(today);
        var day = code switch
        {
            "3" => today.AddMonths(3),
            "school" => EndOfSchoolYear(today),
            "12" => year,
            Asked when askedUntil <= year => askedUntil,
            _ => null,
        };
        return code != Asked && day >= askedUntil ? null : day;
    }

    // A school year ends on 31 July (WPO 1): on that day itself the next one is meant.
    private static DateOnly EndOfSchoolYear(DateOnly today)
    {
        var end = new DateOnly(today.Year, 7, 31);
        return today < end ? end : end.AddYears(1);
    }
}

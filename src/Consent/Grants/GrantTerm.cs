namespace ZioExchange.Consent.Grants;

/// <summary>How long a yes or a no lasts at most: twelve months, the last day included (R-EVID).</summary>
public static class GrantTerm
{
    /// <summary>The last day on which what is said on a day can count.</summary>
    public static DateOnly LastDay(DateOnly saidOn) => saidOn.AddMonths(12);
}

namespace ZioExchange.Adapters.Mapping.Values;

/// <summary>How much care: a value or a range of a unit, per day, week, four weeks, month or year, or in total.</summary>
/// <param name="Low">The value, or the low end of a range.</param>
/// <param name="High">The high end; null when there is one value.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Per"><c>d</c>, <c>wk</c>, <c>4wk</c>, <c>mo</c>, <c>a</c>, <c>total</c> or <c>none</c>.</param>
/// <param name="Days">Length of the period, first and last day included; null when it has no end.</param>
/// <remarks>Volumes of different parties are never added: each keeps its unit and payer.</remarks>
internal sealed record CareVolume(decimal Low, decimal? High, CareUnit Unit, string Per, int? Days)
{
    /// <summary>Per four weeks: no unit of time, but four of one.</summary>
    public const string FourWeeks = "4wk";

    /// <summary>Minutes a week for one of the ends; null when it cannot be said.</summary>
    public decimal? MinutesPerWeek(decimal number)
    {
        decimal? factor = Per switch
        {
            "wk" => 1m,
            FourWeeks => 1m / 4m,
            "mo" => 12m / 52m,
            "a" => 1m / 52m,
            "total" when Days > 0 => 7m / Days,
            _ => null,
        };
        return Unit.Minutes is { } minutes && factor is { } times ? Math.Round(number * minutes * times, 1) : null;
    }

    /// <summary>How sure minutes a week are, and why not.</summary>
    public (string Convertible, string? Reason) Certainty => Unit.Minutes is null
        ? ("none", Unit.NoLength)
        : Per switch
        {
            "wk" when !Unit.IsAssumed => ("exact", null),
            "wk" => ("estimated", "the source does not say how long a dagdeel is"),
            "d" => ("estimated", "the source does not say how many days a week"),
            FourWeeks => ("estimated", "spread evenly over four weeks"),
            "mo" or "a" => ("estimated", "spread evenly over the weeks of a year"),
            "total" when Days > 0 => ("estimated", "spread evenly over the period"),
            "total" => ("none", "a total without an end date"),
            _ => ("none", "the source gives no frequency"),
        };

    public bool HasRate => Per is "d" or "wk" or FourWeeks or "mo" or "a";

    /// <summary>Value and unit for people and systems: eurocents become euros, once.</summary>
    public (decimal Low, decimal? High, CareUnit Unit) InEuros() =>
        Unit.Code == "EUR-cent" && CareUnit.TryFind("EUR", out var euro) ? (Low / 100m, High / 100m, euro) : (Low, High, Unit);
}

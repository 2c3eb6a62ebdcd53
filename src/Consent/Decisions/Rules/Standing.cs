namespace ZioExchange.Consent.Decisions.Rules;

/// <summary>What the facts say about one person's gezag on the day.</summary>
internal enum Standing
{
    NoHolder,
    Holds,

    /// <summary>Not to be determined, or sources contradict each other.</summary>
    Undeterminable,
}

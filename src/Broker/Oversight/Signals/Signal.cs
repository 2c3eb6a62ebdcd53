namespace ZioExchange.Broker.Oversight.Signals;

/// <summary>Something a rule saw.</summary>
/// <param name="About">Tells signals of one rule apart, so that the same thing is told once: actor and day, or actor and child.</param>
/// <param name="Seen">The number that went above <paramref name="Expected"/>, the threshold.</param>
/// <param name="Entries">Entries it rests on, oldest first.</param>
public sealed record Signal(string Rule, string About, string? Actor, DateTimeOffset Moment, long Expected, long Seen, IReadOnlyList<long> Entries);

namespace ZioExchange.Broker.Oversight.Signals;

/// <summary>A rule that is off, and what it lacks.</summary>
public sealed record SilentRule(string Id, string Needs);

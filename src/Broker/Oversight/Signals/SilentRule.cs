namespace ZioExchange.Broker.Oversight.Signals;

/// <summary>A rule that rests on what an organisation supplies, and what that is.</summary>
public sealed record SilentRule(string Id, string Needs);

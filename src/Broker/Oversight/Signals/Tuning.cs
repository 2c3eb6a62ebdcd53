namespace ZioExchange.Broker.Oversight.Signals;

/// <summary>A threshold that a judgement moved.</summary>
public sealed record Tuning(string Rule, long Before, long Threshold, string Signal, string ChangedBy, DateTimeOffset ChangedAt);

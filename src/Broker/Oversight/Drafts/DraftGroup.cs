namespace ZioExchange.Broker.Oversight.Drafts;

/// <summary>Decisions for one purpose that change in the same way.</summary>
public sealed record DraftGroup(string? Purpose, string Now, string Then, long Count);

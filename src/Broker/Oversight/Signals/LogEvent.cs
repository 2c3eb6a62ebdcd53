namespace ZioExchange.Broker.Oversight.Signals;

/// <summary>What the rules of signals know of one entry: who, when, about whom, and how it ended. No content, no names.</summary>
/// <param name="Family">The same for children of the same holders; null when the register does not know them.</param>
/// <param name="Municipality">Where the child lived according to the recorded inputs.</param>
/// <param name="Act">Of a consent act, such as GIVEN or WITHDRAWN.</param>
public sealed record LogEvent(
    long Index, DateTimeOffset Moment, bool IsDecision, bool Refused, string? Actor, string? ActorOrganisation, string? Source, string? Recipient, string? Purpose, string? Child, string? Reason,
    bool BreakGlass = false, bool OnConsent = false, bool ProtectedLocation = false, string? Family = null, string? Municipality = null, string? Act = null);

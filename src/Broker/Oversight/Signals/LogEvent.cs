namespace ZioExchange.Broker.Oversight.Signals;

/// <summary>What the rules of signals know of one entry: who, when, about whom, and how it ended. No content, no names.</summary>
/// <param name="Family">The same for children of the same holders; null when the register does not know them.</param>
/// <param name="Municipality">Where the child lived according to the recorded inputs.</param>
/// <param name="Alike">1: the actor and the child share a surname, 2: an address, 3: both, by the organisation's own keyed hashes; 0 when neither, and when it supplied none.</param>
/// <param name="Act">Of a consent act, such as GIVEN or WITHDRAWN.</param>
public sealed record LogEvent(
    long Index, DateTimeOffset Moment, bool IsDecision, bool Refused, string? Actor, string? ActorOrganisation, string? Source, string? Recipient, string? Purpose, string? Child, string? Reason,
    bool BreakGlass = false, bool OnConsent = false, bool ProtectedLocation = false, string? Family = null, string? Municipality = null, string? Act = null, int Alike = 0);

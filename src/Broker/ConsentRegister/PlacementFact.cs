using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.ConsentRegister;

/// <summary>Body of a placement fact, as the school records it.</summary>
/// <param name="School">The school of enrolment, or the one that says that the child left; null for a registration.</param>
/// <param name="RegisteredAt">The school where the child is registered (aangemeld) and not yet enrolled.</param>
/// <param name="Swv">SWV of the school of enrolment; null for cluster 1 and 2.</param>
public sealed record PlacementFact(string? School, SchoolKind Kind, bool Enrolled, string? RegisteredAt, string? Swv);

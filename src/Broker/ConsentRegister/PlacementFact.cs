using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.ConsentRegister;

/// <summary>Body of a placement fact, as the school records it.</summary>
/// <param name="School">The school of enrolment, or where the child was enrolled until it left; null when that school never had it enrolled.</param>
/// <param name="RegisteredAt">The school where the child is registered (aangemeld) and not yet enrolled.</param>
/// <param name="Swv">SWV of the school of enrolment; null for cluster 1 and 2.</param>
/// <param name="Since">When the school first recorded the enrolment that still stands; null for what is no enrolment, and in records of before it was kept.</param>
public sealed record PlacementFact(string? School, SchoolKind Kind, bool Enrolled, string? RegisteredAt, string? Swv, DateTimeOffset? Since = null);

using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister;

/// <summary>A yes about to be recorded, checked and complete.</summary>
/// <param name="GivenBy">A holder of gezag, the young person, or the court.</param>
/// <param name="ValidUntil">Last day asked for; shortened to twelve months when it is longer (law/RULES.md 2a, R-EVID).</param>
/// <param name="Refused">True records the answer "no": the grant and its refusal at once.</param>
/// <param name="Id">Named by who records it, so that recording it again changes nothing; null for a new one. A UUID of version 7.</param>
public sealed record NewGrant(
    ChildReference Child, PersonId GivenBy, Purpose Purpose, OrganisationId Source, DateOnly? ValidFrom, DateOnly ValidUntil, GrantBody Body, bool Refused = false, Guid? Id = null);

using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Grants;

/// <summary>One "yes" of one person, for one purpose, from one source to named recipients. Immutable; what happens to it later are <see cref="Events"/>.</summary>
/// <param name="GrantedBy">A holder of gezag, <see cref="PersonId.Youth"/>, or <see cref="PersonId.Court"/> together with <paramref name="Replaces"/>.</param>
/// <param name="Recipients">Organisations, never kinds of party: consent is specific (AVG art. 4 onder 11).</param>
/// <param name="Categories">A set; an empty one covers nothing.</param>
/// <param name="ValidFrom">First Dutch day; null is the day of giving.</param>
/// <param name="ValidThrough">Last Dutch day, inclusive. Caps on duration shortened it when the grant was recorded and are not applied again.</param>
/// <param name="Replaces">The one person whose consent the court replaced (R-PAR-3); null on every other grant.</param>
/// <param name="Informed">Who else was told of this grant, and when; counts in the guidance profile only.</param>
public sealed record ConsentGrant(
    string Id,
    PersonId GrantedBy,
    DateTimeOffset GivenAt,
    Purpose Purpose,
    OrganisationId Source,
    IReadOnlyList<OrganisationId> Recipients,
    IReadOnlyList<DataCategory> Categories,
    DateOnly? ValidFrom,
    DateOnly ValidThrough,
    GrantEvidence Evidence,
    IReadOnlyList<ConsentEvent> Events,
    PersonId? Replaces = null,
    IReadOnlyList<InformedPerson>? Informed = null);

using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Authority;

/// <summary>One person as an answer on gezag names them.</summary>
/// <param name="Holds">False: known to the child, without gezag; such a person hears another answer than a stranger (R-PAR-4).</param>
/// <param name="From">First day; null is open.</param>
/// <param name="Through">Last day, inclusive; null is open (R-TIME-3).</param>
/// <param name="ContactBan">Masks data for this person and takes no gezag away (R-PAR-5).</param>
/// <param name="Matter">The one purpose for which it counts (BW 1:265e, 1:250); null counts for every purpose.</param>
public sealed record AuthorityPerson(
    PersonId Person, Relation Relation, bool Holds = true, DateOnly? From = null, DateOnly? Through = null, bool ContactBan = false, Purpose? Matter = null);

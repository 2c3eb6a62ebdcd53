using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Authority;

/// <summary>What is known of one person's gezag over the child in one period.</summary>
/// <param name="Holds">True: has gezag. False: has none. Null: niet te bepalen, which stops everything that rests on gezag (R-PAR-7).</param>
/// <param name="From">First day, may lie before the birth; null is open.</param>
/// <param name="Through">Last day, inclusive; null is open (R-TIME-3).</param>
/// <param name="ContactBan">A contact ban masks data for this person; it takes no gezag away (R-PAR-5).</param>
/// <param name="Source">Where it was read, such as BRP; named in the decision.</param>
/// <param name="Matter">The one purpose for which the line counts (BW 1:265e, 1:250); null counts for every purpose.</param>
public sealed record AuthorityLine(
    PersonId Person, Relation Relation, bool? Holds, DateOnly? From, DateOnly? Through, bool ContactBan, string Source, Purpose? Matter = null)
{
    /// <summary>Whether the line says anything about this purpose on this day.</summary>
    public bool AppliesTo(Purpose purpose, DateOnly day) =>
        DutchCalendar.Includes(From, Through, day) && (Matter is null || Matter.Value == purpose);
}

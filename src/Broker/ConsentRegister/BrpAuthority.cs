using ZioExchange.Adapters.Sources.Gemeente.Brp;
using ZioExchange.Consent.Authority;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister;

/// <summary>Turns what the BRP says about one child's gezag into the body of an authority fact.</summary>
internal static class BrpAuthority
{
    /// <param name="answers">As <see cref="BrpGezagReader"/> reads them for one child.</param>
    /// <param name="personOf">The register's name for somebody with this BSN, an <see cref="UnlinkedPerson"/> among them.</param>
    /// <remarks>No answers at all is a BRP that cannot tell (R-PAR-7), and goes before what it said earlier. A holder whom the register does not know still counts: that person's yes is needed and cannot come. Two answers at once cannot both be right.</remarks>
    public static AuthorityFact From(IReadOnlyList<BrpGezag> answers, Func<Bsn, PersonId> personOf)
    {
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(personOf);
        if (answers.Count == 0)
        {
            return new(GezagOutcome.NietTeBepalen, []);
        }

        var persons = answers[0].Holders.Where(holder => holder.IsKnown).Select(holder => new AuthorityFactPerson(
            personOf(holder.Bsn!.Value).Value, RelationOf(holder.Role), Holds: true, From: null, Through: null, ContactBan: false, Matter: null)).ToList();

        return new(answers.Count == 1 ? OutcomeOf(answers[0]) : GezagOutcome.NietTeBepalen, persons);
    }

    private static GezagOutcome OutcomeOf(BrpGezag answer) => answer switch
    {
        { InOnderzoek: true } => GezagOutcome.InOnderzoek,
        _ when answer.Holders.Any(holder => !holder.IsKnown) => GezagOutcome.NietTeBepalen,
        { Kind: BrpGezagKind.GezamenlijkOuderlijkGezag } => GezagOutcome.Gezamenlijk,
        { Kind: BrpGezagKind.EenhoofdigOuderlijkGezag } => GezagOutcome.Eenhoofdig,
        { Kind: BrpGezagKind.GezamenlijkGezag } => GezagOutcome.GezamenlijkMetDerde,
        { Kind: BrpGezagKind.Voogdij } => GezagOutcome.Voogdij,
        { Kind: BrpGezagKind.TijdelijkGeenGezag } => GezagOutcome.TijdelijkGeen,
        _ => GezagOutcome.NietTeBepalen,
    };

    private static Relation RelationOf(BrpGezagHolderRole role) => role switch
    {
        BrpGezagHolderRole.Voogd => Relation.Voogd,
        BrpGezagHolderRole.Derde => Relation.Derde,
        _ => Relation.Ouder,
    };
}

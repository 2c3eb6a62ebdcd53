using ZioExchange.Consent.Authority;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister;

/// <summary>Chooses between sources that say different things about gezag: the best rank that is fresh wins as a whole.</summary>
/// <remarks>
/// Ranks and ages (law/RULES.md 2a): the gemeente's BRP answer, 90 days; an extract of the gezagsregister, 30 days; the school's file, 30 days.
/// When nothing is fresh, gezag cannot be determined: one line says so, and everything that rests on gezag is refused (R-PAR-7).
/// </remarks>
internal static class AuthorityRanking
{
    private static readonly (EvidenceRank Rank, TimeSpan MaximumAge)[] Ranks =
    [
        (EvidenceRank.Brp, TimeSpan.FromDays(90)),
        (EvidenceRank.Gezagsregister, TimeSpan.FromDays(30)),
        (EvidenceRank.SchoolFile, TimeSpan.FromDays(30)),
    ];

    public static IReadOnlyList<AuthorityLine> Lines(IReadOnlyList<Fact> facts, DateTimeOffset now)
    {
        var lines = facts.Where(fact => fact.Kind is FactKind.Authority).ToList();
        foreach (var (rank, maximumAge) in Ranks)
        {
            var fresh = lines.Where(fact => RankOf(fact) == rank && fact.ObservedAt <= now && now - fact.ObservedAt <= maximumAge).ToList();
            if (fresh.Count > 0)
            {
                return [.. fresh.Select(ToLine)];
            }
        }

        return [new AuthorityLine(new PersonId("niet-te-bepalen"), Relation.Ouder, Holds: null, From: null, Through: null, ContactBan: false, Source: "geen")];
    }

    // A fact names its source; the BRP answer of a gemeente also combines the gezagsregister (RvIG).
    private static EvidenceRank RankOf(Fact fact) =>
        fact.Source.StartsWith("BRP", StringComparison.Ordinal) ? EvidenceRank.Brp
        : fact.Source.StartsWith("gezagsregister", StringComparison.Ordinal) ? EvidenceRank.Gezagsregister
        : EvidenceRank.SchoolFile;

    private static AuthorityLine ToLine(Fact fact)
    {
        var body = FactAssembly.Read<AuthorityFact>(fact);
        return new AuthorityLine(
            new PersonId(body.Person), body.Relation, body.Holds, body.From, body.Through, body.ContactBan, fact.Source, body.Matter is { } matter ? new Purpose(matter) : null);
    }
}

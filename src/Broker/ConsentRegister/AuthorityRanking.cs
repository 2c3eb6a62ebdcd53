using ZioExchange.Consent.Authority;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister;

/// <summary>Hands the recorded answers on gezag to <see cref="AuthorityEvidence"/>, which chooses.</summary>
/// <remarks>How old each may be is policy: <c>schemas/policy/authority-evidence.json</c>.</remarks>
internal static class AuthorityRanking
{
    /// <summary>The lines that count for one purpose. Those of another matter are left out, so that a recorded decision can be replayed from what it weighed.</summary>
    public static IReadOnlyList<AuthorityLine> Lines(IReadOnlyList<Fact> facts, Purpose purpose, Policy policy, DateTimeOffset now)
    {
        var records = facts.Where(fact => fact.Kind is FactKind.Authority).Select(ToRecord);
        return [.. AuthorityEvidence.Read(records, policy.MaximumAgeOfEvidence, now).Lines.Where(line => line.Matter is null || line.Matter == purpose)];
    }

    // A fact names its source; the BRP answer of a gemeente also combines the gezagsregister (RvIG).
    private static EvidenceRank RankOf(Fact fact) =>
        fact.Source.StartsWith("BRP", StringComparison.Ordinal) ? EvidenceRank.Brp
        : fact.Source.StartsWith("gezagsregister", StringComparison.Ordinal) ? EvidenceRank.Gezagsregister
        : EvidenceRank.SchoolFile;

    private static AuthorityRecord ToRecord(Fact fact)
    {
        var body = FactAssembly.Read<AuthorityFact>(fact);
        return new(RankOf(fact), body.Outcome, [.. body.Persons.Select(ToPerson)], fact.ObservedAt, fact.Source);
    }

    private static AuthorityPerson ToPerson(AuthorityFactPerson person) => new(
        new(person.Person), person.Relation, person.Holds, person.From, person.Through, person.ContactBan, person.Matter is { } matter ? new Purpose(matter) : null);
}

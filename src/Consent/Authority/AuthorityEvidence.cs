using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Authority;

/// <summary>Picks the evidence of gezag that counts: the highest rank that is fresh, and of that rank the newest.</summary>
/// <remarks>
/// Source: RULES 2a, "Who is who"; R-PAR-7. A best source that cannot tell is not overruled by a weaker one: then gezag is undeterminable.
/// Two things stand beside the ranks. What a judge decided for one matter (BW 1:265e, 1:250) is in no BRP answer, so it is added from every
/// record for as long as its own period lasts. A contact ban that any record knows counts, however old: the maximum ages are about evidence of
/// gezag, and to miss a ban would show where a child is (R-SAFE-1, R-PAR-5). It ends when whoever recorded it records anew without it.
/// </remarks>
public static class AuthorityEvidence
{
    /// <summary>Stands for whoever it may be.</summary>
    public static PersonId Unknown { get; } = new("ONBEKEND");

    /// <param name="maximumAge">For each rank; a rank without one is never fresh.</param>
    public static AuthorityReading Read(IEnumerable<AuthorityRecord> records, IReadOnlyDictionary<EvidenceRank, TimeSpan> maximumAge, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(maximumAge);
        var all = records.ToList();
        var known = all.FindAll(record => record.ReadAt <= at);
        var fresh = known.Where(record => maximumAge.TryGetValue(record.Rank, out var age) && at - record.ReadAt <= age).ToList();
        var best = fresh.Where(IsGeneral).OrderByDescending(record => record.Rank).ThenByDescending(record => record.ReadAt).FirstOrDefault();
        var banned = all.SelectMany(record => record.Persons).Where(person => person.ContactBan).Select(person => person.Person).ToHashSet();

        List<AuthorityLine> lines = [];
        if (best is null || IsContradicted(best, fresh) || !IsWhole(best, at))
        {
            lines.Add(new(Unknown, Relation.Ouder, null, null, null, false, best?.Source ?? "none"));
            lines.AddRange(General(best).Select(person => LineOf(person, best!, banned, person.Holds ? null : false)));
        }
        else
        {
            lines.AddRange(General(best).Select(person => LineOf(person, best, banned, person.Holds)));
        }

        foreach (var record in known)
        {
            lines.AddRange(record.Persons.Where(person => person.Matter is not null).Select(person => LineOf(person, record, banned, person.Holds)));
        }

        return new(lines, best);
    }

    private static IEnumerable<AuthorityPerson> General(AuthorityRecord? record) => record?.Persons.Where(person => person.Matter is null) ?? [];

    // A record of nothing but matters answers no question about gezag as such.
    private static bool IsGeneral(AuthorityRecord record) => record.Persons.Count == 0 || record.Persons.Any(person => person.Matter is null);

    private static bool Applies(AuthorityPerson person, DateTimeOffset at) => DutchCalendar.Includes(person.From, person.Through, DutchCalendar.DayOf(at));

    private static AuthorityLine LineOf(AuthorityPerson person, AuthorityRecord record, HashSet<PersonId> banned, bool? holds) =>
        new(person.Person, person.Relation, holds, person.From, person.Through, person.ContactBan || banned.Contains(person.Person), record.Source, person.Matter);

    // The number of holders must fit the outcome: an answer that lacks a person would let the others decide alone. A bijzondere curator comes on top.
    private static bool IsWhole(AuthorityRecord record, DateTimeOffset at)
    {
        var holders = General(record).Where(person => person.Holds && person.Relation is not Relation.BijzondereCurator && Applies(person, at)).Select(person => person.Person).Distinct().Count();
        return record.Outcome switch
        {
            GezagOutcome.Gezamenlijk or GezagOutcome.GezamenlijkMetDerde => holders == 2,
            GezagOutcome.Eenhoofdig => holders == 1,
            GezagOutcome.Voogdij => holders is 1 or 2,
            GezagOutcome.TijdelijkGeen => holders == 0,
            _ => false,
        };
    }

    private static bool IsContradicted(AuthorityRecord best, List<AuthorityRecord> fresh) =>
        fresh.Exists(other => other.Rank == best.Rank && other.ReadAt == best.ReadAt && IsGeneral(other) && !SaysTheSame(other, best));

    private static bool SaysTheSame(AuthorityRecord one, AuthorityRecord other) =>
        one.Outcome == other.Outcome && General(one).ToHashSet().SetEquals(General(other));
}

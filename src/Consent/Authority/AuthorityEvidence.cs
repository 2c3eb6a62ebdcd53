using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Authority;

/// <summary>Picks the evidence of gezag that counts: the highest rank that is fresh, and of that rank the newest.</summary>
/// <remarks>Source: RULES 2a, "Who is who"; R-PAR-7. A best source that cannot tell is not overruled by a weaker one: then gezag is undeterminable.</remarks>
public static class AuthorityEvidence
{
    /// <summary>Stands for whoever it may be.</summary>
    public static PersonId Unknown { get; } = new("ONBEKEND");

    /// <param name="maximumAge">For each rank; a rank without one is never fresh.</param>
    public static AuthorityReading Read(IEnumerable<AuthorityRecord> records, IReadOnlyDictionary<EvidenceRank, TimeSpan> maximumAge, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(maximumAge);
        AuthorityRecord? best = null;
        var contradicted = false;
        foreach (var record in records)
        {
            if (record.ReadAt > at || !maximumAge.TryGetValue(record.Rank, out var age) || at - record.ReadAt > age)
            {
                continue;
            }

            if (best is null || record.Rank > best.Rank || (record.Rank == best.Rank && record.ReadAt > best.ReadAt))
            {
                (best, contradicted) = (record, false);
            }
            else if (record.Rank == best.Rank && record.ReadAt == best.ReadAt)
            {
                contradicted |= !SaysTheSame(record, best);
            }
        }

        return best is not null && !contradicted && IsWhole(best) ? new([.. best.Holders.Select(holder => LineOf(holder, best.Source))], best) : Undeterminable(best);
    }

    private static AuthorityReading Undeterminable(AuthorityRecord? used) =>
        new([new(Unknown, Relation.Ouder, null, null, null, false, used?.Source ?? "none")], used);

    private static AuthorityLine LineOf((PersonId Person, Relation Relation) holder, string source) =>
        new(holder.Person, holder.Relation, true, null, null, false, source);

    // The number of holders must fit the outcome: an answer that lacks a person would let the others decide alone.
    private static bool IsWhole(AuthorityRecord record)
    {
        var holders = record.Holders.Select(holder => holder.Person).Distinct().Count();
        return record.Outcome switch
        {
            GezagOutcome.Gezamenlijk or GezagOutcome.GezamenlijkMetDerde => holders == 2,
            GezagOutcome.Eenhoofdig => holders == 1,
            GezagOutcome.Voogdij => holders is 1 or 2,
            GezagOutcome.TijdelijkGeen => holders == 0,
            _ => false,
        };
    }

    private static bool SaysTheSame(AuthorityRecord one, AuthorityRecord other) =>
        one.Outcome == other.Outcome && one.Holders.ToHashSet().SetEquals(other.Holders);
}

using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Authority;

/// <summary>One answer of one source on who has gezag. A correction is a new record.</summary>
/// <param name="Holders">Who holds gezag by this answer, with their relation.</param>
/// <param name="ReadAt">When it was read; it is worth nothing before that, and nothing past its maximum age.</param>
/// <param name="Source">Named in every decision that rests on it.</param>
public sealed record AuthorityRecord(
    EvidenceRank Rank, GezagOutcome Outcome, IReadOnlyList<(PersonId Person, Relation Relation)> Holders, DateTimeOffset ReadAt, string Source);

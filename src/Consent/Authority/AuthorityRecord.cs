namespace ZioExchange.Consent.Authority;

/// <summary>One whole answer of one source on who has gezag. A correction is a new record: whoever it no longer names is gone.</summary>
/// <param name="Persons">Everybody the answer names, with and without gezag.</param>
/// <param name="ReadAt">When it was read; it is worth nothing before that, and nothing past its maximum age.</param>
/// <param name="Source">Named in every decision that rests on it.</param>
public sealed record AuthorityRecord(
    EvidenceRank Rank, GezagOutcome Outcome, IReadOnlyList<AuthorityPerson> Persons, DateTimeOffset ReadAt, string Source);

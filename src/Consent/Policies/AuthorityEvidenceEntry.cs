using ZioExchange.Consent.Authority;

namespace ZioExchange.Consent.Policies;

/// <summary>How long one kind of evidence of gezag may be relied on.</summary>
/// <param name="MaximumAge">Counted from the moment of reading; at exactly this age it still counts, a moment later it does not.</param>
/// <param name="Source">Where the rank and the age come from.</param>
public sealed record AuthorityEvidenceEntry(EvidenceRank Rank, Wording Name, TimeSpan MaximumAge, string Source);

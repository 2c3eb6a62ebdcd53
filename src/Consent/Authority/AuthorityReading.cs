namespace ZioExchange.Consent.Authority;

/// <summary>What the evidence amounts to.</summary>
/// <param name="Lines">For the facts; when gezag could not be determined, an undeterminable line for whoever it may be and for each person named; empty when nobody holds it.</param>
/// <param name="Used">The record that carried the answer; null when there was none fresh enough.</param>
public sealed record AuthorityReading(IReadOnlyList<AuthorityLine> Lines, AuthorityRecord? Used);

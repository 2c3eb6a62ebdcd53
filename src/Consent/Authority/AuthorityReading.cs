namespace ZioExchange.Consent.Authority;

/// <summary>What the evidence amounts to.</summary>
/// <param name="Lines">For the facts; holds one undeterminable line when gezag could not be determined, and is empty when nobody holds it.</param>
/// <param name="Used">The record that carried the answer; null when there was none fresh enough.</param>
public sealed record AuthorityReading(IReadOnlyList<AuthorityLine> Lines, AuthorityRecord? Used);

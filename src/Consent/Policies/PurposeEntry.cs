namespace ZioExchange.Consent.Policies;

/// <summary>One purpose with its name.</summary>
/// <param name="RightsDesk">A purpose of the rights desk (AVG art. 16 to 21): it releases nothing.</param>
public sealed record PurposeEntry(string Code, Wording Name, bool RightsDesk);

namespace ZioExchange.Consent.Policies;

/// <summary>The texts of the policy, as read from <c>schemas/policy/</c>; each is one JSON array.</summary>
public sealed record PolicyTexts(string Matrix, string Purposes, string Roles, string Categories, string PartyTypes, string AuthorityEvidence);

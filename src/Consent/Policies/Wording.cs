namespace ZioExchange.Consent.Policies;

/// <summary>The same wording in Dutch and English.</summary>
public sealed record Wording(string Nl, string En);

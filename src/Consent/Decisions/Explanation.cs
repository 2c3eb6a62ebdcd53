namespace ZioExchange.Consent.Decisions;

/// <summary>The same explanation in Dutch (B1) and English.</summary>
public sealed record Explanation(string Nl, string En);

namespace ZioExchange.Consent.Policies;

/// <summary>One party type with its name.</summary>
public sealed record PartyTypeEntry(string Code, Wording Name, PartyKind Kind);

namespace ZioExchange.Consent.Policies;

/// <summary>One role with its name.</summary>
/// <param name="HeldBy">Party types whose people can hold it; <c>*</c> is every organisation, never a parent or young person.</param>
/// <param name="AliasOf">The canonical role; a row that names that one admits this one too. Null on a canonical role.</param>
public sealed record RoleEntry(string Code, Wording Name, IReadOnlyList<string> HeldBy, string? AliasOf);

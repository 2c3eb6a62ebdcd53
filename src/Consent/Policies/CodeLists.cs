namespace ZioExchange.Consent.Policies;

/// <summary>The code lists against which the rows are checked.</summary>
internal sealed record CodeLists(
    IReadOnlyList<PurposeEntry> Purposes, IReadOnlyList<RoleEntry> Roles, IReadOnlyList<CategoryEntry> Categories, IReadOnlyList<PartyTypeEntry> Parties)
{
    public bool HasParty(string code) => code == Policy.Any || Parties.Any(party => party.Code == code);

    /// <summary>A role and everybody who goes by another name for it.</summary>
    public IEnumerable<string> WithAliases(string role) =>
        Roles.Where(entry => entry.Code == role || entry.AliasOf == role).Select(entry => entry.Code);
}

using System.Collections.Frozen;
using System.Numerics;
using ZioExchange.Consent.Authority;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Policies;

/// <summary>The policy matrix and its code lists, read strictly once. Immutable and free of any clock.</summary>
public sealed class Policy
{
    /// <summary>A row or request that speaks of every party or source.</summary>
    public const string Any = "*";

    private static readonly PolicyRow[] NoRows = [];
    private readonly FrozenDictionary<string, PolicyRow[]> _rowsByPurpose;
    private readonly FrozenDictionary<string, PurposeEntry> _purposes;
    private readonly FrozenDictionary<string, PartyTypeEntry> _parties;
    private readonly FrozenDictionary<string, RoleEntry> _roles;
    private readonly FrozenDictionary<string, int> _categoryNumbers;

    internal Policy(
        string version, IReadOnlyList<PolicyRow> rows, IReadOnlyList<PurposeEntry> purposes, IReadOnlyList<RoleEntry> roles,
        IReadOnlyList<CategoryEntry> categories, IReadOnlyList<PartyTypeEntry> partyTypes, IReadOnlyList<AuthorityEvidenceEntry> authorityEvidence)
    {
        (Version, Rows, Purposes, Roles, Categories, PartyTypes, AuthorityEvidence) = (version, rows, purposes, roles, categories, partyTypes, authorityEvidence);
        _rowsByPurpose = rows.GroupBy(row => row.Purpose.Code, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        _purposes = purposes.ToFrozenDictionary(purpose => purpose.Code, StringComparer.Ordinal);
        _roles = roles.ToFrozenDictionary(role => role.Code, StringComparer.Ordinal);
        _parties = partyTypes.ToFrozenDictionary(party => party.Code, StringComparer.Ordinal);
        _categoryNumbers = categories.Select((category, number) => (category.Code, number))
            .ToFrozenDictionary(pair => pair.Code, pair => pair.number, StringComparer.Ordinal);
        MaximumAgeOfEvidence = authorityEvidence.ToFrozenDictionary(evidence => evidence.Rank, evidence => evidence.MaximumAge);
        LocatingMask = MaskWhere(category => category.Locates);
        NoWaitingMask = MaskWhere(category => category.NoWaiting);
        ExchangedMask = MaskWhere(category => category.Exchanged);
    }

    /// <summary>Sixteen hex digits over the texts; the same texts always give the same version, whatever their line ends.</summary>
    public string Version { get; }

    public IReadOnlyList<PolicyRow> Rows { get; }

    public IReadOnlyList<PurposeEntry> Purposes { get; }

    public IReadOnlyList<RoleEntry> Roles { get; }

    public IReadOnlyList<CategoryEntry> Categories { get; }

    public IReadOnlyList<PartyTypeEntry> PartyTypes { get; }

    /// <summary>One line for each rank (RULES 2a, "Who is who").</summary>
    public IReadOnlyList<AuthorityEvidenceEntry> AuthorityEvidence { get; }

    /// <summary>How long evidence of each rank may be relied on.</summary>
    public IReadOnlyDictionary<EvidenceRank, TimeSpan> MaximumAgeOfEvidence { get; }

    internal ulong LocatingMask { get; }

    internal ulong NoWaitingMask { get; }

    internal ulong ExchangedMask { get; }

    /// <summary>Reads the texts strictly: an unknown field or code, a missing article, a duplicate all count.</summary>
    /// <exception cref="PolicyFaultsException">Lists every fault at once, with file and row.</exception>
    public static Policy Parse(PolicyTexts texts) => PolicyReader.Read(texts);

    /// <summary>Null when the matrix has no such row.</summary>
    public PolicyRow? FindRow(string id) => Rows.FirstOrDefault(row => row.Id == id);

    public IReadOnlyList<PolicyRow> RowsFor(Purpose purpose) => RowArray(purpose);

    public bool Knows(Purpose purpose) => FindPurpose(purpose) is not null;

    public bool Knows(DataCategory category) => category.Code is not null && _categoryNumbers.ContainsKey(category.Code);

    public bool Knows(Role role) => role.Code is not null && _roles.ContainsKey(role.Code);

    public bool Knows(PartyType party) => FindParty(party.Code) is not null;

    /// <summary>Whether people of this kind of party can hold the role; an alias is held by whoever holds its canonical role.</summary>
    public bool CanHold(PartyType party, Role role)
    {
        if (role.Code is null || !_roles.TryGetValue(role.Code, out var entry) || FindParty(party.Code) is not { Kind: not PartyKind.Relation } known)
        {
            return false;
        }

        foreach (var holder in entry.HeldBy)
        {
            if (holder == known.Code || (holder == Any && known.Kind is PartyKind.Organisation))
            {
                return true;
            }
        }

        return false;
    }

    internal PolicyRow[] RowArray(Purpose purpose) => purpose.Code is not null && _rowsByPurpose.TryGetValue(purpose.Code, out var rows) ? rows : NoRows;

    internal PurposeEntry? FindPurpose(Purpose purpose) => purpose.Code is null ? null : _purposes.GetValueOrDefault(purpose.Code);

    internal PartyTypeEntry? FindParty(string? code) => code is null ? null : _parties.GetValueOrDefault(code);

    /// <summary>The bit of a category; 0 when the policy does not know it.</summary>
    internal ulong MaskOf(DataCategory category) =>
        category.Code is not null && _categoryNumbers.TryGetValue(category.Code, out var number) ? 1UL << number : 0;

    internal ulong MaskOf(IReadOnlyList<DataCategory> categories)
    {
        var mask = 0UL;
        for (var i = 0; i < categories.Count; i++)
        {
            mask |= MaskOf(categories[i]);
        }

        return mask;
    }

    internal DataCategory CategoryAt(int number) => new(Categories[number].Code);

    /// <summary>The categories of a bit set, in the order of the list.</summary>
    internal DataCategory[] CategoriesOf(ulong mask)
    {
        var categories = new DataCategory[BitOperations.PopCount(mask)];
        for (var i = 0; mask != 0; i++, mask &= mask - 1)
        {
            categories[i] = CategoryAt(BitOperations.TrailingZeroCount(mask));
        }

        return categories;
    }

    private ulong MaskWhere(Func<CategoryEntry, bool> chosen)
    {
        var mask = 0UL;
        for (var i = 0; i < Categories.Count; i++)
        {
            mask |= chosen(Categories[i]) ? 1UL << i : 0;
        }

        return mask;
    }
}

namespace ZioExchange.Broker.ConsentRegister;

/// <summary>Who may record which kind of fact. What is not named may not be recorded.</summary>
/// <remarks>Source: law/RULES.md 2a, "Each kind of fact may be recorded only by the party it belongs to".</remarks>
public static class FactOwnership
{
    private static readonly Dictionary<FactKind, string[]> Owners = new()
    {
        [FactKind.Birth] = ["GEMEENTE", "SCHOOL", "INSTELLING"],
        [FactKind.Residence] = ["GEMEENTE"],
        [FactKind.Authority] = ["GEMEENTE", "SCHOOL", "INSTELLING"],
        [FactKind.Placement] = ["SCHOOL", "INSTELLING"],
        [FactKind.Measure] = ["GI", "GEMEENTE"],
        [FactKind.Capacity] = ["ZORGAANBIEDER", "JEUGDHULPAANBIEDER"],
        [FactKind.Assessment] = ["SWV"],
    };

    // Death and a secret address stand in the BRP; where a child is kept safe also a GI or a school knows; that parents are in conflict the school sees.
    private static readonly Dictionary<string, string[]> OwnersOfMarks = new(StringComparer.Ordinal)
    {
        ["DECEASED"] = ["GEMEENTE"],
        ["PROTECTED_LOCATION"] = ["GEMEENTE", "GI", "SCHOOL", "INSTELLING"],
        ["CONFLICT"] = ["SCHOOL", "INSTELLING"],
    };

    /// <summary>The marks that a party records; a restriction or an objection comes of a request of the family.</summary>
    public static IReadOnlyCollection<string> Marks => OwnersOfMarks.Keys;

    /// <param name="partyType">Party type of the organisation that wants to record.</param>
    public static bool Allows(FactKind kind, string partyType) => kind switch
    {
        FactKind.Holding => true,
        FactKind.Flag => OwnersOfMarks.Values.Any(owners => owners.Contains(partyType)),
        _ => Owners.TryGetValue(kind, out var owners) && owners.Contains(partyType),
    };

    /// <param name="mark">One of <see cref="Marks"/>.</param>
    /// <param name="partyType">Party type of the organisation that wants to set or lift it.</param>
    public static bool AllowsMark(string mark, string partyType) => OwnersOfMarks.TryGetValue(mark, out var owners) && owners.Contains(partyType);
}

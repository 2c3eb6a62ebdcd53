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

    /// <param name="partyType">Party type of the organisation that wants to record.</param>
    public static bool Allows(FactKind kind, string partyType) => kind is FactKind.Holding || (Owners.TryGetValue(kind, out var owners) && owners.Contains(partyType));
}

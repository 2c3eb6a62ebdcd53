namespace ZioExchange.Broker.Oversight.Reports;

/// <summary>The facts that AVG art. 33 lid 3 asks for: how many children and which, which categories, who received, when. No names of people.</summary>
public sealed record IncidentScope(
    long Entries, long Children, IReadOnlyList<string> Categories, IReadOnlyList<string> Recipients, IReadOnlyList<string> Sources, long Employees, long BreakGlass, string? First, string? Last)
{
    /// <summary>The organisation's own names for the children, in order, to tell their families (AVG art. 34); children that were erased since cannot be named.</summary>
    public IReadOnlyList<string> ChildNames { get; init; } = [];
}

namespace ZioExchange.Broker.Oversight.Reports;

/// <summary>The facts that AVG art. 33 lid 3 asks for: how many children, which categories, who received, when. No names.</summary>
public sealed record IncidentScope(
    long Entries, long Children, IReadOnlyList<string> Categories, IReadOnlyList<string> Recipients, IReadOnlyList<string> Sources, long Employees, long BreakGlass, string? First, string? Last);

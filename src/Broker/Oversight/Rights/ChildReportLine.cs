namespace ZioExchange.Broker.Oversight.Rights;

/// <summary>One event of the report, in codes; the page turns them into words.</summary>
public sealed record ChildReportLine(
    long Entry, string Moment, string Act, string? Recipient, string? Role, string? Source, string? Purpose, string? MatrixRow, string? LegalBasis, bool BreakGlass,
    string? Reason, IReadOnlyList<string> Categories, IReadOnlyList<string> Grants);

namespace ZioExchange.Adapters.Mapping.Reports;

/// <summary>One row of the table in a report. <paramref name="Runs"/> is false when its category was not asked for.</summary>
public sealed record CoverageRule(string Id, string Category, bool Runs);

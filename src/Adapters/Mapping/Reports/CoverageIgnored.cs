namespace ZioExchange.Adapters.Mapping.Reports;

/// <summary>A leaf that was left out on purpose.</summary>
public sealed record CoverageIgnored(string Path, string Why);

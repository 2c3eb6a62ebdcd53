namespace ZioExchange.Adapters.Mapping.Reports;

/// <summary>What became of one element of the source; a higher one wins.</summary>
internal enum CoverageStatus
{
    Forgotten,
    Ignored,
    Used,
}

namespace ZioExchange.Adapters.Mapping.Reports;

/// <summary>What became of every leaf of a document, and of every rule of its table.</summary>
/// <param name="Source">Source code.</param>
/// <param name="Dialect">The table that read it.</param>
/// <param name="Rules">Every row with its category and whether its category was asked for.</param>
/// <param name="Used">Leaves that a running row read.</param>
/// <param name="Ignored">Leaves that were left out on purpose, and why.</param>
/// <param name="Forgotten">Leaves that no row knows.</param>
/// <param name="Issues">Values that cannot be.</param>
/// <param name="RequiredFilled">How many required values were there.</param>
/// <param name="RequiredMissing">Rules whose required value was not.</param>
public sealed record CoverageReport(
    string Source,
    string Dialect,
    IReadOnlyList<CoverageRule> Rules,
    IReadOnlyList<string> Used,
    IReadOnlyList<CoverageIgnored> Ignored,
    IReadOnlyList<string> Forgotten,
    IReadOnlyList<MappingIssue> Issues,
    int RequiredFilled,
    IReadOnlyList<string> RequiredMissing);

using ZioExchange.Adapters.Mapping.Reports;

namespace ZioExchange.Adapters.Mapping;

/// <summary>One document, mapped.</summary>
/// <param name="Source">Source code of the table.</param>
/// <param name="Dialect">The table that read the document.</param>
/// <param name="Resources">FHIR resources as UTF-8 JSON, in the order in which the document gave them; empty when they went to a sink.</param>
/// <param name="Manifest">What was released, by rule.</param>
/// <param name="Issues">Values that cannot be; at most 1,000.</param>
/// <param name="IssueCount">How many there were.</param>
/// <param name="Subjects">The identifiers of the child in the document, for the check that it is the child asked for.</param>
/// <param name="Report">Null unless asked for.</param>
public sealed record MappedDossier(
    string Source,
    string Dialect,
    IReadOnlyList<ReadOnlyMemory<byte>> Resources,
    IReadOnlyList<ReleasedElement> Manifest,
    IReadOnlyList<MappingIssue> Issues,
    int IssueCount,
    IReadOnlyList<SubjectKey> Subjects,
    CoverageReport? Report);

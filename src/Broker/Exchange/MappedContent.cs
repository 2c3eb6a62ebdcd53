using ZioExchange.Broker.Audit;

namespace ZioExchange.Broker.Exchange;

/// <summary>One source document as FHIR, within the permit.</summary>
/// <param name="Resources">Resources as UTF-8 JSON, in order.</param>
/// <param name="Manifest">Which rules released which elements.</param>
/// <param name="Table">Name and version of the mapping table that was used.</param>
/// <param name="DocumentHash">SHA-256 of the source document, lower-case hex.</param>
/// <param name="Issues">Codes and messages of values that could not be mapped; never a value.</param>
public sealed record MappedContent(
    IReadOnlyList<ReadOnlyMemory<byte>> Resources, IReadOnlyList<ManifestLine> Manifest, string Table, string DocumentHash, IReadOnlyList<ContentIssue> Issues);

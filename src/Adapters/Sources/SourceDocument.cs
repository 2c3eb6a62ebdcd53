namespace ZioExchange.Adapters.Sources;

/// <summary>One document as a source gave it, byte for byte, with the table that reads it.</summary>
/// <param name="Source">Source code of the mapping table: <c>oso</c>, <c>school</c>, <c>swv</c>, <c>ijw</c>, <c>iwlz</c> or <c>aanbieder</c>.</param>
/// <param name="MediaType">Media type without parameters, such as <c>application/xml</c>.</param>
/// <param name="Content">The whole document. Dossier content: never logged, never kept.</param>
public sealed record SourceDocument(string Source, string MediaType, ReadOnlyMemory<byte> Content)
{
    public override string ToString() => $"{Source} document of {Content.Length} bytes";
}

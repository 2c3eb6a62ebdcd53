namespace ZioExchange.Adapters.Mapping;

/// <summary>One document as a source sent it.</summary>
/// <param name="Source">Source code (<c>ijw</c>) or dialect (<c>ijw-jw301</c>).</param>
/// <param name="Content">The bytes; at most <see cref="MostBytes"/>.</param>
/// <param name="MediaType">As the source said; null when it said nothing. The content decides, not this.</param>
/// <param name="PartySystem">Identifier system of the source party, null when not known.</param>
/// <param name="PartyValue">Identifier of the source party, null when not known.</param>
public sealed record SourceDocument(
    string Source, ReadOnlyMemory<byte> Content, string? MediaType = null, string? PartySystem = null, string? PartyValue = null)
{
    /// <summary>64 MiB: larger documents are refused before they are read.</summary>
    public const int MostBytes = 64 * 1024 * 1024;

    public override string ToString() => $"{Source}, {Content.Length} bytes";
}

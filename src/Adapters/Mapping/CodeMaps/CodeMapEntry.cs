namespace ZioExchange.Adapters.Mapping.CodeMaps;

/// <summary>What a code map knows of one source code.</summary>
/// <param name="System">The source code system.</param>
/// <param name="Code">The source code, letter by letter.</param>
/// <param name="Display">The source's own words, when the map gives them.</param>
/// <param name="Targets">At most one per target system; empty is known without a canonical code.</param>
/// <param name="IsAmbiguous">The map offers several targets in one system: nothing may be chosen.</param>
public sealed record CodeMapEntry(string System, string Code, string? Display, IReadOnlyList<CodeMapTarget> Targets, bool IsAmbiguous)
{
    private EncodedCoding? _encoded;

    /// <summary>Made when it is first written; a second one made at the same time is as good.</summary>
    internal EncodedCoding Encoded => _encoded ??= EncodedCoding.Of(this);
}

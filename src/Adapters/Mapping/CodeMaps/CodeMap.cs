using System.Collections.Frozen;

namespace ZioExchange.Adapters.Mapping.CodeMaps;

/// <summary>A FHIR ConceptMap, ready for looking up. Codes are strings: <c>04</c> is not <c>4</c>.</summary>
public sealed class CodeMap
{
    private readonly FrozenDictionary<string, CodeMapEntry> _entries;
    private readonly FrozenDictionary<string, CodeMapEntry>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    internal CodeMap(string id, string? openSystem, IEnumerable<CodeMapEntry> entries)
    {
        Id = id;
        OpenSystem = openSystem;
        _entries = entries.ToFrozenDictionary(entry => entry.Code, StringComparer.Ordinal);
        _lookup = _entries.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public string Id { get; }

    /// <summary>System of codes that are not in the map, when the list is open (unmapped mode <c>provided</c>); else null.</summary>
    public string? OpenSystem { get; }

    public IEnumerable<CodeMapEntry> Entries => _entries.Values.OrderBy(entry => entry.Code, StringComparer.Ordinal);

    /// <summary>The entry of a code, or null when the map does not know it.</summary>
    public CodeMapEntry? Find(ReadOnlySpan<char> code) => _lookup.TryGetValue(code, out var entry) ? entry : null;
}

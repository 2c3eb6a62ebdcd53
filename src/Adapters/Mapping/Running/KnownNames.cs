using System.Collections.Frozen;
using System.Xml;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>The names that an XML reader meets: those of the tables are there already and shared, others are kept for one document only.</summary>
internal sealed class KnownNames(FrozenSet<string> known) : XmlNameTable
{
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _known = known.GetAlternateLookup<ReadOnlySpan<char>>();
    private NameTable? _others;

    public override string Add(char[] array, int offset, int length) =>
        _known.TryGetValue(array.AsSpan(offset, length), out var name) ? name : (_others ??= new NameTable()).Add(array, offset, length);

    public override string Add(string array) => _known.TryGetValue(array, out var name) ? name : (_others ??= new NameTable()).Add(array);

    public override string? Get(char[] array, int offset, int length) =>
        _known.TryGetValue(array.AsSpan(offset, length), out var name) ? name : _others?.Get(array, offset, length);

    public override string? Get(string array) => _known.TryGetValue(array, out var name) ? name : _others?.Get(array);
}

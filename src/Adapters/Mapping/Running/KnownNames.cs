using System.Xml;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>The names that an XML reader meets: those of the tables are there already and shared, others are kept for one document only.</summary>
internal sealed class KnownNames(SharedNames known) : XmlNameTable
{
    private NameTable? _others;

    public override string Add(char[] array, int offset, int length) =>
        known.Find(array.AsSpan(offset, length)) ?? (_others ??= new NameTable()).Add(array, offset, length);

    public override string Add(string array) => known.Find(array) ?? (_others ??= new NameTable()).Add(array);

    public override string? Get(char[] array, int offset, int length) => known.Find(array.AsSpan(offset, length)) ?? _others?.Get(array, offset, length);

    public override string? Get(string array) => known.Find(array) ?? _others?.Get(array);
}

namespace ZioExchange.Adapters.Mapping;

/// <summary>Gathers resources in memory.</summary>
internal sealed class ResourceList : IResourceSink
{
    /// <summary>From this many bytes on resources share pieces of memory: the collector would else move hundreds of thousands of small ones.</summary>
    private const int Many = 1 << 18;

    private const int PieceLength = 1 << 20;

    private readonly List<ReadOnlyMemory<byte>> _resources = [];
    private byte[] _piece = [];
    private int _used;
    private long _total;

    public IReadOnlyList<ReadOnlyMemory<byte>> Resources => _resources;

    public void Add(ReadOnlySpan<byte> resource)
    {
        _total += resource.Length;
        if (_total < Many || resource.Length > PieceLength)
        {
            _resources.Add(resource.ToArray());
            return;
        }

        if (_piece.Length - _used < resource.Length)
        {
            _piece = GC.AllocateUninitializedArray<byte>(PieceLength);
            _used = 0;
        }

        var place = _piece.AsMemory(_used, resource.Length);
        resource.CopyTo(place.Span);
        _used += resource.Length;
        _resources.Add(place);
    }
}

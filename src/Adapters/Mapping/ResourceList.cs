namespace ZioExchange.Adapters.Mapping;

/// <summary>Gathers resources in memory.</summary>
internal sealed class ResourceList : IResourceSink
{
    private readonly List<ReadOnlyMemory<byte>> _resources = [];

    public IReadOnlyList<ReadOnlyMemory<byte>> Resources => _resources;

    public void Add(ReadOnlySpan<byte> resource) => _resources.Add(resource.ToArray());
}

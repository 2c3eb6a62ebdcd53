using ZioExchange.Adapters.Mapping;

namespace ZioExchange.Broker.Cli.Mappings;

/// <summary>Takes resources and keeps none: for the pass that only finds out whether a document can be mapped.</summary>
internal sealed class NoSink : IResourceSink
{
    public void Add(ReadOnlySpan<byte> resource)
    {
    }
}

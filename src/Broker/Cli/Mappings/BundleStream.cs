using ZioExchange.Adapters.Mapping;

namespace ZioExchange.Broker.Cli.Mappings;

/// <summary>Writes resources as the entries of one Bundle of type collection, as they come.</summary>
internal sealed class BundleStream(Stream output) : IResourceSink
{
    private int _count;

    public void Add(ReadOnlySpan<byte> resource)
    {
        output.Write(_count++ == 0 ? "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[\n"u8 : ",\n"u8);
        output.Write("{\"fullUrl\":\"https://zioexchange.nl/fhir/"u8);

        // {"resourceType":"X","id":"Y",…: the engine always begins so.
        var type = Between(resource, "{\"resourceType\":\""u8);
        output.Write(type);
        output.Write("/"u8);
        output.Write(Between(resource[(type.Length + 17)..], "\",\"id\":\""u8[1..]));
        output.Write("\",\"resource\":"u8);
        output.Write(resource);
        output.Write("}"u8);
    }

    public void Finish()
    {
        output.Write(_count == 0 ? "{\"resourceType\":\"Bundle\",\"type\":\"collection\"}\n"u8 : "\n]}\n"u8);
        output.Flush();
    }

    private static ReadOnlySpan<byte> Between(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> prefix)
    {
        var rest = bytes[prefix.Length..];
        return rest[..rest.IndexOf((byte)'"')];
    }
}

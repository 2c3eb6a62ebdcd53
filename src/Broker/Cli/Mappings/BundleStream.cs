using System.Text;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping;

namespace ZioExchange.Broker.Cli.Mappings;

/// <summary>Writes resources as the entries of one Bundle of type collection, as they come.</summary>
internal sealed class BundleStream(Stream output) : IResourceSink
{
    private int _count;

    public void Add(ReadOnlySpan<byte> resource)
    {
        output.Write(_count++ == 0 ? "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[\n"u8 : ",\n"u8);
        output.Write("{\"fullUrl\":\""u8);
        output.Write(Encoding.UTF8.GetBytes(FhirAddress.Of(resource)));
        output.Write("\",\"resource\":"u8);
        output.Write(resource);
        output.Write("}"u8);
    }

    public void Finish()
    {
        output.Write(_count == 0 ? "{\"resourceType\":\"Bundle\",\"type\":\"collection\"}\n"u8 : "\n]}\n"u8);
        output.Flush();
    }
}

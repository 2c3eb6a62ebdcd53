using System.Globalization;
using System.Text.Json;
using System.Xml;
using ZioExchange.Adapters.Mapping;
using ZioExchange.Broker.Cli.Mappings;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Broker.Sandbox.Documents;

namespace ZioExchange.Benchmarks.Mapping;

/// <summary>How many megabytes of a source document a second become a bundle, beside a bare reader on the same bytes.</summary>
internal static class MappingTiming
{
    public static async Task RunAsync(TextWriter output)
    {
        var catalogue = MappingFolder.Load(Pace.Schemas);
        var region = SandboxRegion.Create(new DateOnly(2026, 11, 24));
        var child = region.Child("1");
        (string Source, byte[] Bytes)[] documents =
        [
            ("oso", OsoDocument.Write(region, child, pao: true)), ("ijw", Jw301Document.Write(region, child)),
            ("iwlz", IndicatieDocument.Write(region, child)), ("school", SchoolDocument.Write(region, child)), ("swv", SwvDocument.Write(region, child)),
        ];
        foreach (var (source, bytes) in documents)
        {
            var document = new SourceDocument(source, bytes);
            var mapped = Pace.Rounds(bytes.Length, () => catalogue.Preview(document, new PreviewRequest(), new NoSink()));
            var bare = Pace.Rounds(bytes.Length, () => ReadBare(bytes));
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"  {source,-7} {bytes.Length,6} bytes: {mapped[4],6:F1} MB/s mapped, bare reader {bare[4],6:F1} MB/s, ratio {mapped[4] / bare[4]:F2}"));
        }
    }

    private static void ReadBare(byte[] bytes)
    {
        if (bytes[0] == (byte)'{')
        {
            var json = new Utf8JsonReader(bytes);
            while (json.Read())
            {
            }

            return;
        }

        using var xml = XmlReader.Create(new MemoryStream(bytes));
        while (xml.Read())
        {
        }
    }
}

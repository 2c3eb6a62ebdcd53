using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Exchange;
using ZioExchange.Broker.Exchange.FhirApi;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Exchange.FhirApi;

/// <summary>Anybody may ask what this server can do, as often as they like.</summary>
public sealed class CapabilityTextTests(LiveBroker broker)
{
    [Fact]
    public async Task The_profiles_are_read_from_their_folder_once()
    {
        var root = System.IO.Directory.CreateTempSubdirectory("zio-schemas-");
        var folder = root.CreateSubdirectory("fhir");
        foreach (var profile in System.IO.Directory.GetFiles(RepositoryFolder.Locate("schemas", "fhir"), "StructureDefinition-*.json"))
        {
            File.Copy(profile, Path.Combine(folder.FullName, Path.GetFileName(profile)));
        }

        var text = ActivatorUtilities.CreateInstance<CapabilityText>(await broker.ServicesAsync(), new SchemaFolder(root.FullName));
        var first = Json(text);
        Assert.Contains("supportedProfile", first, StringComparison.Ordinal);

        root.Delete(recursive: true);
        Assert.Equal(first, Json(text));
    }

    private static string Json(CapabilityText text)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            text.Capabilities().Write(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}

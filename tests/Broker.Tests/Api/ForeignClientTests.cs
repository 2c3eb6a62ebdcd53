using System.Text.Json;
using Xunit;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Api;

/// <summary>Clients that nobody here wrote: openid-client gets a token, fhir-kit-client reads the metadata and calls the operation.</summary>
public sealed class ForeignClientTests(LiveBroker broker)
{
    [Fact]
    public async Task An_OAuth_client_and_a_FHIR_client_from_elsewhere_get_a_dossier()
    {
        var ct = TestContext.Current.CancellationToken;
        var child = (await broker.RegionAsync()).Child("1");
        var body = Path.Combine(broker.DataPath, "question.json");
        await File.WriteAllTextAsync(body, QuestionBody.Write(new QuestionText(
            child.Identifiers["swv-oost"], "TLV_AANVRAAG", "TLV_COMMISSIE", "swv-oost-tlv-commissie", [], [], [.. child.Requests.Select(request => request.Reference)], null)), ct);
        var output = NodeTool.Run(
            RepositoryFolder.Locate("tests", "Broker.Tests", "clients"),
            ["run.mjs", broker.Address, "swv-oost", Path.Combine(broker.DataPath, "sandbox", "clients", "swv-oost.jwk"), body]);

        var said = JsonElement.Parse(output);
        Assert.Equal("dpop", said.GetProperty("tokenType").GetString(), ignoreCase: true);
        Assert.Equal(200, said.GetProperty("resource").GetInt32());
        Assert.Equal("4.0.1", said.GetProperty("fhirVersion").GetString());
        Assert.Equal(["kind-dossier", "kind-dossier-push"], said.GetProperty("operations").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal("Bundle", said.GetProperty("answer").GetString());
        Assert.Contains(said.GetProperty("entries").EnumerateArray(), type => type.GetString() == "Provenance");
    }
}

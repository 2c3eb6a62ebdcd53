using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Exchange.Push;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Broker.Sandbox.Documents;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Tests.Exchange.Push;

/// <summary>Builds messages that a sandbox source sends.</summary>
internal static class Pushes
{
    public const string Path = "/fhir/Patient/$kind-dossier-push";
    private const string CodeSystem = "https://zioexchange.nl/fhir/CodeSystem/";

    /// <summary>The care provider tells the zorgkantoor about care in school time (M12).</summary>
    public static JsonObject ToZorgkantoor(SandboxRegion region, SandboxChild child, SandboxChild? about = null, params string[] categories)
    {
        var parameters = new JsonArray(
            Part("subject", "valueIdentifier", Number(child.Identifiers["zorgaanbieder"])),
            Part("purpose", "valueCoding", new JsonObject { ["system"] = CodeSystem + "purpose", ["code"] = "WLZ_ZIO" }),
            Part("recipient", "valueReference", new JsonObject { ["identifier"] = Number(region.Organisation("zorgkantoor").Identifier) }),
            Part("role", "valueCoding", new JsonObject { ["system"] = CodeSystem + "role", ["code"] = "ZORGADVISEUR_ZK" }),
            Part("format", "valueCode", "aanbieder"),
            Part("content", "resource", new JsonObject
            {
                ["resourceType"] = "Binary",
                ["contentType"] = "application/json",
                ["data"] = Convert.ToBase64String(AanbiederDocument.Write(region, about ?? child, "zorgaanbieder")),
            }));
        foreach (var category in categories)
        {
            parameters.Add(Part("category", "valueCoding", new JsonObject { ["system"] = CodeSystem + "data-category", ["code"] = category }));
        }

        return new JsonObject { ["resourceType"] = "Parameters", ["parameter"] = parameters };
    }

    /// <summary>Sends one behind the endpoint, where something else happens between the decision and its release.</summary>
    public static async Task<PushOutcome> SendAsync(IServiceProvider services, SandboxRegion region, Func<Task> meanwhile, CancellationToken ct)
    {
        var child = region.Children.First(child => child.SourceKeys.ContainsKey("zorgaanbieder"));
        var sender = await services.GetRequiredService<PartnerDirectory>().FindOrganisationAsync(new("zorgaanbieder"), ct);
        var (question, _, faults) = await services.GetRequiredService<PushReader>().ReadAsync(sender!, Encoding.UTF8.GetBytes(ToZorgkantoor(region, child).ToJsonString()), ct);
        Assert.Empty(faults);
        var log = new ChangedMeanwhile(services.GetRequiredService<IAuditLog>(), meanwhile);
        return await ActivatorUtilities.CreateInstance<PushExchange>(services, log).RunAsync(new Caller(sender!.Id, new PartyType("ZORGAANBIEDER"), "t", null), question!, ct);
    }

    public static JsonObject Parameter(JsonObject message, string name) => message["parameter"]!.AsArray().Select(part => part!.AsObject()).First(part => part["name"]!.GetValue<string>() == name);

    private static JsonObject Number(SandboxIdentifier number) => new() { ["system"] = number.System, ["value"] = number.Value };

    private static JsonObject Part(string name, string type, JsonNode value) => new() { ["name"] = name, [type] = value };
}

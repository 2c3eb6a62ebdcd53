using System.Text.Json.Nodes;
using ZioExchange.Adapters.Sources;
using ZioExchange.Broker.Sandbox.Documents;

namespace ZioExchange.Broker.Sandbox.Hosts;

/// <summary>The addresses of the five kinds of source. Each stands below the client name; a BSN stands in no address.</summary>
internal sealed class SourceRoutes(SandboxRegion region, SourceAnswers answers)
{
    private const string Xml = "application/xml";
    private const string Json = "application/json";

    public void Map(IEndpointRouteBuilder routes, SourceKind kind)
    {
        switch (kind)
        {
            case SourceKind.School:
                routes.MapGet("/{client}/oso/{profiel:regex(^(pao|ov)$)}/{key}", OsoAsync);
                routes.MapGet("/{client}/leerlingen/{key}", http => ByKeyAsync(http, child => SchoolDocument.Write(region, child)));
                break;
            case SourceKind.Swv:
                routes.MapGet("/{client}/dossiers/{key}", http => ByKeyAsync(http, child => SwvDocument.Write(region, child)));
                break;
            case SourceKind.Gemeente:
                routes.MapPost("/{client}/ijw/_zoek", http => ByBsnAsync(http, Messages, () => MessagesWith(SourceSamples.XmlWithDtd), "bsn"));
                break;
            case SourceKind.Zorgkantoor:
                routes.MapPost("/{client}/graphql", GraphQlAsync);
                break;
            default:
                routes.MapPost("/{client}/dossier/_zoek", http =>
                    ByBsnAsync(http, child => AanbiederDocument.Write(region, child, Client(http)), SourceSamples.DtdText, "bsn"));
                break;
        }
    }

    private Task OsoAsync(HttpContext http)
    {
        var pao = (string?)http.Request.RouteValues["profiel"] == "pao";
        return answers.SendAsync(http, new SourceAnswer(
            Client(http), ByKey(http), Xml, child => OsoDocument.Write(region, child, pao), SourceSamples.DtdText));
    }

    private Task ByKeyAsync(HttpContext http, Func<SandboxChild, byte[]> write) =>
        answers.SendAsync(http, new SourceAnswer(Client(http), ByKey(http), Json, write, SourceSamples.DtdText));

    private async Task ByBsnAsync(HttpContext http, Func<SandboxChild, byte[]> write, Func<byte[]> dtd, params string[] path) =>
        await answers.SendAsync(http, new SourceAnswer(Client(http), Known(http, await SourceQuestion.ReadAsync(http, path)), Json, write, dtd));

    // The zorgkantoor answers an empty list about a stranger, as GraphQL does, and never 404.
    private async Task GraphQlAsync(HttpContext http)
    {
        var selection = await SourceQuestion.ReadAsync(http, "query") is { Length: < 8192 } query ? GraphQlSelection.Parse(query)?.Under("wlzIndicatie") : null;
        var child = Known(http, await SourceQuestion.ReadAsync(http, "variables", "bsn"));

        if (selection is null)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        byte[] Selected(SandboxChild about) => IndicatieDocument.Answer((JsonArray)selection.Of(IndicatieDocument.Indications(region, about))!).Bytes();

        if (child is null)
        {
            http.Response.ContentType = Json;
            await http.Response.Body.WriteAsync(IndicatieDocument.Answer([]).Bytes(), http.RequestAborted);
            return;
        }

        await answers.SendAsync(http, new SourceAnswer(Client(http), child, Json, Selected, SourceSamples.DtdText));
    }

    private byte[] Messages(SandboxChild child) => Answer([.. JwMessages.Of(region, child)
        .Select(message => Message(message.Kind, message.Content))]);

    private static byte[] MessagesWith(string xml) => Answer(Message("JW301", System.Text.Encoding.UTF8.GetBytes(xml)));

    private static byte[] Answer(params JsonNode?[] messages) => new JsonObject { ["berichten"] = new JsonArray(messages) }.Bytes();

    private static JsonObject Message(string kind, byte[] content) => new() { ["soort"] = kind, ["bericht"] = Convert.ToBase64String(content) };

    private SandboxChild? ByKey(HttpContext http) => Known(http, (string?)http.Request.RouteValues["key"]);

    private SandboxChild? Known(HttpContext http, string? key) =>
        region.Children.FirstOrDefault(child => child.SourceKeys.TryGetValue(Client(http), out var own) && own.Names(key));

    private static string Client(HttpContext http) => (string?)http.Request.RouteValues["client"] ?? string.Empty;
}

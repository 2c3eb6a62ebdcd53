using System.Text.Json;
using ZioExchange.Adapters.Mapping;
using ZioExchange.Adapters.Sources;
using ZioExchange.Adapters.Sources.Zorgkantoor;

namespace ZioExchange.Broker.Cli.Conformance;

/// <summary>One question of the contract of a kind of source (schemas/sources/README.md).</summary>
/// <param name="Name">Part of the names of its checks.</param>
/// <param name="Source">Source code of the table that reads the answer.</param>
/// <param name="MediaType">What the answer must be.</param>
/// <param name="Path">Below the base address, for a number.</param>
/// <param name="Body">What is posted, for a number; null for GET.</param>
internal sealed record EndpointQuestion(string Name, string Source, string MediaType, Func<string, string> Path, Func<string, string>? Body)
{
    private const string Json = "application/json";

    public static IReadOnlyList<EndpointQuestion> Of(SourceKind kind) => kind switch
    {
        SourceKind.School =>
        [
            new("oso-pao", "oso", "application/xml", child => "oso/pao/" + Uri.EscapeDataString(child), null),
            new("oso-ov", "oso", "application/xml", child => "oso/ov/" + Uri.EscapeDataString(child), null),
            new("record", "school", Json, child => "leerlingen/" + Uri.EscapeDataString(child), null),
        ],
        SourceKind.Swv => [new("record", "swv", Json, child => "dossiers/" + Uri.EscapeDataString(child), null)],
        SourceKind.Gemeente => [new("ijw", "ijw", Json, _ => "ijw/_zoek", Number)],
        SourceKind.Zorgkantoor => [new("indicatie", "iwlz", Json, _ => "graphql", child => JsonSerializer.Serialize(new { query = IndicatieQuery.Everything, variables = new { bsn = child } }))],
        _ => [new("record", "aanbieder", Json, _ => "dossier/_zoek", Number)],
    };

    /// <summary>The documents in an answer; a gemeente wraps its messages in a list.</summary>
    /// <exception cref="FormatException">The list is not of the contract's shape.</exception>
    public IReadOnlyList<SourceDocument> Documents(byte[] body)
    {
        if (Source != "ijw")
        {
            return [new SourceDocument(Source, body, MediaType)];
        }

        try
        {
            using var list = JsonDocument.Parse(body);
            return [.. list.RootElement.GetProperty("berichten").EnumerateArray().Select(message =>
                new SourceDocument("ijw", Convert.FromBase64String(message.GetProperty("bericht").GetString()!), "application/xml"))];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentNullException)
        {
            throw new FormatException("The list of messages is not of the contract's shape.", e);
        }
    }

    private static string Number(string child) => JsonSerializer.Serialize(new { bsn = child });
}

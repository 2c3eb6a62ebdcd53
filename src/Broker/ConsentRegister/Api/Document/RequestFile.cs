using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using ZioExchange.Broker.ConsentRegister.Api.Conventions;

namespace ZioExchange.Broker.ConsentRegister.Api.Document;

/// <summary>The API as requests to send one by one from an editor (a .http file), made from the same document as everything else.</summary>
internal static class RequestFile
{
    private const int MostLevels = 6;
    private const string SomeId = "0199a0f0-0000-7000-8000-000000000000";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Write(OpenApiDocument document, string broker)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # {document.Info.Title}, version {document.Info.Version}. Made from /openapi.json.
            # Each request needs a token, and a proof of its own that works once:
            #   zio token --as CLIENT
            #   zio token --as CLIENT --dpop METHOD URL
            @broker = {broker}
            @token = paste
            @proof = paste

            """);
        foreach (var (path, item) in document.Paths)
        {
            foreach (var (method, operation) in item.Operations ?? [])
            {
                Append(text, path, method, operation);
            }
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    private static void Append(StringBuilder text, string path, HttpMethod method, OpenApiOperation operation)
    {
        var filled = System.Text.RegularExpressions.Regex.Replace(path, "\\{(\\w+)\\}", match => match.Groups[1].Value == "code" ? "ZIO-4001" : SomeId);
        text.Append(CultureInfo.InvariantCulture, $"\n### {operation.Summary}\n# @name {operation.OperationId}\n{method} {{{{broker}}}}{ApiRoute.Root}{filled}\nAuthorization: DPoP {{{{token}}}}\nDPoP: {{{{proof}}}}\n");
        if (method == HttpMethod.Post && ApiRoute.Root + path != ApiRoute.Explanations)
        {
            text.Append("Idempotency-Key: {{$guid}}\n");
        }

        if (operation.RequestBody?.Content?.TryGetValue("application/json", out var body) is true)
        {
            text.Append(CultureInfo.InvariantCulture, $"Content-Type: application/json\n\n{Sample(body.Schema, 0)?.ToJsonString(Indented) ?? "{}"}\n");
        }
    }

    /// <summary>A value of the right shape; what it says must be changed by who sends it.</summary>
    private static JsonNode? Sample(IOpenApiSchema? schema, int level)
    {
        if (schema is null || level > MostLevels)
        {
            return null;
        }

        if (schema.Enum is { Count: > 0 } values)
        {
            return values[0]?.DeepClone();
        }

        var type = schema.Type ?? (schema.OneOf ?? schema.AnyOf)?.FirstOrDefault(one => one.Type is not JsonSchemaType.Null)?.Type;
        return (type & ~JsonSchemaType.Null) switch
        {
            JsonSchemaType.String => schema.Format switch { "date" => "2026-12-31", "date-time" => "2026-12-31T12:00:00Z", "uuid" => SomeId, "uri" => "https://partner.example.nl/haak", _ => "..." },
            JsonSchemaType.Integer or JsonSchemaType.Number => 1,
            JsonSchemaType.Boolean => true,
            JsonSchemaType.Array => Sample(schema.Items, level + 1) is { } item ? new JsonArray(item) : [],
            JsonSchemaType.Object or null => new JsonObject((schema.Properties ?? new Dictionary<string, IOpenApiSchema>()).Select(member => KeyValuePair.Create(member.Key, Sample(member.Value, level + 1))).Where(member => member.Value is not null)),
            _ => null,
        };
    }
}

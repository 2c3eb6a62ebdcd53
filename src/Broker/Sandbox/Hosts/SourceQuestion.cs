using System.Text.Json;

namespace ZioExchange.Broker.Sandbox.Hosts;

/// <summary>Reads the question of the sources that are asked by BSN in the body.</summary>
internal static class SourceQuestion
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>The text of one member of the body, by path; null when the body has another shape.</summary>
    public static async Task<string?> ReadAsync(HttpContext http, params string[] path)
    {
        try
        {
            http.Request.EnableBuffering();
            http.Request.Body.Position = 0;
            using var body = await JsonDocument.ParseAsync(http.Request.Body, Strict, http.RequestAborted);
            var element = body.RootElement;
            foreach (var name in path)
            {
                if (element.ValueKind is not JsonValueKind.Object || !element.TryGetProperty(name, out element))
                {
                    return null;
                }
            }

            return element.ValueKind is JsonValueKind.String ? element.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

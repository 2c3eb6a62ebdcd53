using System.Text.Encodings.Web;
using System.Text.Json;

namespace ZioExchange.Broker.Cli.Ask;

/// <summary>JSON for people: indented, letters as themselves.</summary>
internal static class Pretty
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Json(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return JsonSerializer.Serialize(document.RootElement, Indented);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}

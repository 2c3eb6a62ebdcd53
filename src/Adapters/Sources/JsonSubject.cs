using System.Text.Json;

namespace ZioExchange.Adapters.Sources;

/// <summary>Reads a JSON answer once, to know that it is whole, has no duplicate keys, and names one child.</summary>
internal static class JsonSubject
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = SourceLimits.MaxDepth, AllowDuplicateProperties = false };

    /// <exception cref="JsonException">Not JSON, truncated, with a duplicate key, or nested too deeply.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> json) => JsonDocument.Parse(json, Strict);

    /// <summary>True when a record of our own is of this format and its subject is this child in this naming system.</summary>
    public static bool IsRecordOf(JsonElement record, string format, SourceChildKey key) =>
        Text(record, "format") == format
        && record.TryGetProperty("subject", out var subject) && subject.ValueKind is JsonValueKind.Object
        && subject.TryGetProperty("identifier", out var identifier)
        && Text(identifier, "system") == key.System
        && key.Names(Text(identifier, "value"));

    /// <summary>A member that is text, else null; also null when the element is no object.</summary>
    public static string? Text(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind is JsonValueKind.String
            ? member.GetString()
            : null;
}

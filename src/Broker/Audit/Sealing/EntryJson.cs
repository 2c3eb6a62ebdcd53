using System.Text.Json;
using System.Text.Json.Serialization;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Audit.Sealing;

/// <summary>An entry as canonical JSON, without its actor, and back. Shape: schemas/audit/entry.v1.json.</summary>
internal static class EntryJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,   // canonical form decides; this is not HTML
        Converters =
        {
            new JsonStringEnumConverter(),
            new CodeConverter<ChildReference>(text => new(text), value => value.Value),
            new CodeConverter<OrganisationId>(text => new(text), value => value.Value),
            new CodeConverter<Purpose>(text => new(text), value => value.Code),
            new CodeConverter<Role>(text => new(text), value => value.Code),
            new CodeConverter<DataCategory>(text => new(text), value => value.Code),
        },
    };

    public static byte[] Write(AuditEntry entry) => CanonicalJson.Canonicalise(JsonSerializer.SerializeToUtf8Bytes(entry with { Actor = null }, Options));

    public static byte[] Write(AuditActor actor) => CanonicalJson.Canonicalise(JsonSerializer.SerializeToUtf8Bytes(actor, Options));

    public static AuditEntry ReadEntry(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<AuditEntry>(json, Options)!;

    public static AuditActor ReadActor(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<AuditActor>(json, Options)!;

    private sealed class CodeConverter<T>(Func<string, T> read, Func<T, string> write) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => read(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value) ?? "");
    }
}

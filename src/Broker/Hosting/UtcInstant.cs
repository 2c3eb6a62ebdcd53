using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ZioExchange.Broker.Hosting;

/// <summary>Writes an instant in UTC with <c>Z</c> (NL API Design Rules), no digit more than it has: <c>2026-11-24T09:00:00Z</c>. Reads any offset, and none without one: a local time would be taken for another moment.</summary>
internal sealed class UtcInstant : JsonConverter<DateTimeOffset>
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && !HasOffset(reader.GetString()!) ? throw new JsonException("A moment with Z or an offset.") : reader.GetDateTimeOffset();

    // RFC 3339: the moment ends with Z, or with a sign, two digits, a colon and two digits.
    private static bool HasOffset(string text) => text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture));
}

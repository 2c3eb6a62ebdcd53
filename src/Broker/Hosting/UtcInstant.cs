using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ZioExchange.Broker.Hosting;

/// <summary>Writes an instant in UTC with <c>Z</c> (NL API Design Rules), no digit more than it has: <c>2026-11-24T09:00:00Z</c>. Reads any offset.</summary>
internal sealed class UtcInstant : JsonConverter<DateTimeOffset>
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture));
}

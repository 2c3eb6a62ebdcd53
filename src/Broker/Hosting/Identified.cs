using System.Text.Json;
using System.Text.Json.Serialization;

namespace ZioExchange.Broker.Hosting;

/// <summary>A number with its naming system in the API: an object <c>{system, value}</c> or the text <c>system|value</c>. Prints as stars: it may be a child's.</summary>
[JsonConverter(typeof(Converter))]
public sealed record Identified(string System, string Value)
{
    public override string ToString() => "*********";

    private sealed class Converter : JsonConverter<Identified>
    {
        public override Identified Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType is JsonTokenType.String)
            {
                var text = reader.GetString()!;
                var bar = text.LastIndexOf('|');
                return bar > 0 && bar < text.Length - 1 ? new Identified(text[..bar], text[(bar + 1)..]) : throw new JsonException();
            }

            var parts = JsonSerializer.Deserialize<Parts>(ref reader, options);
            return parts is { System.Length: > 0, Value.Length: > 0 } ? new Identified(parts.System, parts.Value) : throw new JsonException();
        }

        public override void Write(Utf8JsonWriter writer, Identified value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, new Parts(value.System, value.Value), options);
    }

    private sealed record Parts([property: JsonRequired] string System, [property: JsonRequired] string Value);
}

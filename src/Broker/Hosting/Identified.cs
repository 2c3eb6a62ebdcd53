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
                return Of(text[..Math.Max(bar, 0)], text[(bar + 1)..]);
            }

            var parts = JsonSerializer.Deserialize<Parts>(ref reader, options);
            return parts is null ? throw new JsonException() : Of(parts.System, parts.Value);
        }

        public override void Write(Utf8JsonWriter writer, Identified value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, new Parts(value.System, value.Value), options);
    }

    private static Identified Of(string system, string value) =>
        system is { Length: > 0 and <= JsonShape.LongestText } && value is { Length: > 0 and <= JsonShape.LongestText } ? new Identified(system, value) : throw new JsonException();

    private sealed record Parts([property: JsonRequired] string System, [property: JsonRequired] string Value);
}

using System.Text.Json;
using ZioExchange.Adapters.Mapping.Running;

namespace ZioExchange.Adapters.Mapping.Values;

/// <summary>A fixed Coding, CodeableConcept or Identifier: <c>system|code|display</c>.</summary>
internal sealed class ConstantValue(string type, string[] parts) : FhirValue
{
    private readonly JsonEncodedText[] _parts = [.. parts.Select(part => EncodedJson.Text(part))];

    public override void WriteMembers(Utf8JsonWriter writer)
    {
        if (type == "CodeableConcept")
        {
            writer.WriteStartArray("coding"u8);
            writer.WriteStartObject();
            Coding(writer);
            writer.WriteEndObject();
            writer.WriteEndArray();
        }
        else
        {
            Coding(writer);
        }
    }

    private void Coding(Utf8JsonWriter writer)
    {
        writer.WriteString("system"u8, _parts[0]);
        writer.WriteString(type == "Identifier" ? "value"u8 : "code"u8, _parts[1]);
        if (_parts.Length > 2)
        {
            writer.WriteString("display"u8, _parts[2]);
        }
    }
}

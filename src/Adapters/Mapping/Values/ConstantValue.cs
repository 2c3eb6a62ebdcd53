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
            writer.WriteStartArray(MemberName.Coding);
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
        writer.WriteString(MemberName.System, _parts[0]);
        writer.WriteString(type == "Identifier" ? MemberName.Value : MemberName.Code, _parts[1]);
        if (_parts.Length > 2)
        {
            writer.WriteString(MemberName.Display, _parts[2]);
        }
    }
}

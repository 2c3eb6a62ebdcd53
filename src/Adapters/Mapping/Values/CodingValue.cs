using System.Text.Json;
using ZioExchange.Adapters.Mapping.Running;

namespace ZioExchange.Adapters.Mapping.Values;

/// <summary>A code of an open list, as Coding or as the only coding of a CodeableConcept.</summary>
internal sealed class CodingValue(JsonEncodedText system, ReadOnlyMemory<char> code, bool isConcept) : FhirValue
{
    public override void WriteMembers(Utf8JsonWriter writer)
    {
        if (isConcept)
        {
            writer.WriteStartArray(MemberName.Coding);
            writer.WriteStartObject();
        }

        writer.WriteString(MemberName.System, system);
        writer.WriteString(MemberName.Code, code.Span);
        if (isConcept)
        {
            writer.WriteEndObject();
            writer.WriteEndArray();
        }
    }
}

using System.Text.Json;
using ZioExchange.Adapters.Mapping.Running;

namespace ZioExchange.Adapters.Mapping.Values;

/// <summary>A code of an open list, as Coding or as the only coding of a CodeableConcept.</summary>
internal sealed class CodingValue(string system, ReadOnlyMemory<char> code, bool isConcept) : FhirValue
{
    public override void WriteMembers(Utf8JsonWriter writer)
    {
        if (isConcept)
        {
            writer.WriteStartArray("coding"u8);
            writer.WriteStartObject();
        }

        writer.WriteString("system"u8, system);
        writer.WriteString("code"u8, code.Span);
        if (isConcept)
        {
            writer.WriteEndObject();
            writer.WriteEndArray();
        }
    }
}

using System.Text.Json;
using ZioExchange.Adapters.Mapping.Running;

namespace ZioExchange.Adapters.Mapping.Values;

/// <summary>A Reference by identifier: the resource itself is not in the answer.</summary>
internal sealed class LogicalReference(string system, ReadOnlyMemory<char> value, string? type) : FhirValue
{
    public override void WriteMembers(Utf8JsonWriter writer)
    {
        if (type is not null)
        {
            writer.WriteString("type"u8, type);
        }

        writer.WriteStartObject("identifier"u8);
        writer.WriteString("system"u8, system);
        writer.WriteString("value"u8, value.Span);
        writer.WriteEndObject();
    }
}

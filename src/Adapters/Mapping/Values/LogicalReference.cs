using System.Text.Json;
using ZioExchange.Adapters.Mapping.Running;

namespace ZioExchange.Adapters.Mapping.Values;

/// <summary>A Reference by identifier: the resource itself is not in the answer.</summary>
internal sealed class LogicalReference(JsonEncodedText system, ReadOnlyMemory<char> value, string? type) : FhirValue
{
    public override void WriteMembers(Utf8JsonWriter writer)
    {
        if (type is not null)
        {
            writer.WriteString(MemberName.Type, type);
        }

        writer.WriteStartObject(MemberName.Identifier);
        writer.WriteString(MemberName.System, system);
        writer.WriteString(MemberName.Value, value.Span);
        writer.WriteEndObject();
    }
}

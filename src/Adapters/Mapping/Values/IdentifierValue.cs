using System.Text.Json;
using ZioExchange.Adapters.Mapping.Running;

namespace ZioExchange.Adapters.Mapping.Values;

/// <summary>An Identifier: who gave it out, and the value.</summary>
internal sealed class IdentifierValue(JsonEncodedText system, ReadOnlyMemory<char> value) : FhirValue
{
    public override void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteString(MemberName.System, system);
        writer.WriteString(MemberName.Value, value.Span);
    }
}

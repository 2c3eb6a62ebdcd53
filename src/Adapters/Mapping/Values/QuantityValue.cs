using System.Text.Json;
using ZioExchange.Adapters.Mapping.Running;

namespace ZioExchange.Adapters.Mapping.Values;

/// <summary>A number with its unit.</summary>
internal sealed class QuantityValue(decimal number, CareUnit unit) : FhirValue
{
    public override void WriteMembers(Utf8JsonWriter writer) => Write(writer, number, unit);

    public static void Write(Utf8JsonWriter writer, decimal number, CareUnit unit)
    {
        writer.WriteNumber(MemberName.Value, number);
        unit.WriteMembers(writer);
    }
}

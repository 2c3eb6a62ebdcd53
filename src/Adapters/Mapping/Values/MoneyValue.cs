using System.Text.Json;
using ZioExchange.Adapters.Mapping.Running;

namespace ZioExchange.Adapters.Mapping.Values;

/// <summary>An amount in euros.</summary>
internal sealed class MoneyValue(decimal euros) : FhirValue
{
    public override void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteNumber("value"u8, euros);
        writer.WriteString("currency"u8, "EUR"u8);
    }
}

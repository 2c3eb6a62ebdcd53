using System.Text.Json;
using ZioExchange.Adapters.Mapping.Running;

namespace ZioExchange.Adapters.Mapping.Values;

/// <summary>An amount in euros.</summary>
internal sealed class MoneyValue(decimal euros) : FhirValue
{
    public override void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteNumber(MemberName.Value, euros);
        writer.WriteString(MemberName.Currency, "EUR"u8);
    }
}

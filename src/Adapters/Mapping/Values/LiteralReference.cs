using System.Text.Json;
using ZioExchange.Adapters.Mapping.Running;

namespace ZioExchange.Adapters.Mapping.Values;

/// <summary>A Reference to a resource of the same answer.</summary>
internal sealed class LiteralReference(string reference) : FhirValue
{
    public override void WriteMembers(Utf8JsonWriter writer) => writer.WriteString(MemberName.Reference, reference);
}

using System.Text.Json;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>A value that is a JSON object; writes its members, the braces are written around it.</summary>
internal abstract class FhirValue
{
    public abstract void WriteMembers(Utf8JsonWriter writer);
}

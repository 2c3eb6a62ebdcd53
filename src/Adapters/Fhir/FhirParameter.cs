using System.Text.Json;

namespace ZioExchange.Adapters.Fhir;

/// <summary>One parameter as it came in, checked: its JSON has the shape of <see cref="Type"/>.</summary>
/// <param name="Name">As the rule has it.</param>
/// <param name="Type">As the rule has it.</param>
/// <param name="Expression">Where it stands, for issues: <c>Parameters.parameter[2].valueCoding</c>.</param>
/// <param name="Value">The value's or the resource's JSON.</param>
public sealed record FhirParameter(string Name, string Type, string Expression, JsonElement Value)
{
    /// <summary>Text of a primitive that JSON writes as a string.</summary>
    public string? Text => Value.ValueKind == JsonValueKind.String ? Value.GetString() : null;

    /// <summary>Of a boolean; false when it is none.</summary>
    public bool IsTrue => Value.ValueKind == JsonValueKind.True;

    /// <summary>A text within the value: <c>system</c> of a Coding, <c>identifier</c> then <c>value</c> of a Reference. Null when absent.</summary>
    public string? TextAt(params ReadOnlySpan<string> names)
    {
        var at = Value;
        foreach (var name in names)
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
            {
                return null;
            }
        }

        return at.ValueKind == JsonValueKind.String ? at.GetString() : null;
    }

    // Values are about people: they stay out of logs and exceptions.
    public override string ToString() => $"{Name} ({Type}) at {Expression}";
}

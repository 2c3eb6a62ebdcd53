using ZioExchange.Adapters.Fhir;

namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>A target as it is written, in its parts: <c>ServiceRequest#t.identifier:tlv.value</c>.</summary>
/// <param name="Key"><c>ServiceRequest#t</c>.</param>
/// <param name="Type">The resource type.</param>
/// <param name="Steps">Name, slice, whether it carries a star, and the element it stands for.</param>
internal sealed record TargetPath(string Key, FhirType Type, IReadOnlyList<(FhirElement Element, string? Slice, bool Star)> Steps)
{
    public int Stars => Steps.Count(step => step.Star);

    /// <summary>Without instance name, slices and stars: what a manifest says.</summary>
    public string ElementPath => string.Join('.', Steps.Select(step => step.Element.Name).Prepend(Type.Name));

    /// <summary>Null, with the reason, when FHIR has no such element.</summary>
    public static TargetPath? Parse(string text, FhirTypes types, out string fault)
    {
        fault = "";
        var parts = text.Split('.');
        var typeName = parts[0].Split('#')[0];
        if (!types.TryGetType(typeName, out var type) || type.Kind != FhirTypeKind.Resource || parts[0].EndsWith('#'))
        {
            fault = $"{typeName} is no resource type of the FHIR table.";
            return null;
        }

        var steps = new List<(FhirElement, string?, bool)>();
        var owner = type;
        foreach (var part in parts.Skip(1))
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            var slice = colon < 0 ? null : part[(colon + 1)..];
            var name = colon < 0 ? part : part[..colon];
            var star = name.EndsWith('*');
            name = star ? name[..^1] : name;
            if (!owner.TryGetElement(name, out var element))
            {
                fault = $"{owner.Name} has no element {name}.";
                return null;
            }

            if ((slice is not null || star) && !element.IsArray)
            {
                fault = $"{element.Path} does not repeat: it takes no slice and no star.";
                return null;
            }

            if (slice?.Length == 0 || (name == "extension" && slice is null) || (star && element.IsPrimitive))
            {
                fault = name == "extension" ? "An extension is written extension:NAME." : $"{part} has no slice name, or a star on a primitive.";
                return null;
            }

            steps.Add((element, slice, star));
            owner = element.Definition;
        }

        fault = steps.Count == 0 ? "It names a resource and no element." : "";
        return steps.Count == 0 ? null : new(parts[0], type, steps);
    }
}

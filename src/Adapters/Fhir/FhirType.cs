using System.Diagnostics.CodeAnalysis;

namespace ZioExchange.Adapters.Fhir;

/// <summary>One type of FHIR R4: a resource, a data type, an inner type or a primitive, with its elements as JSON spells them.</summary>
/// <remarks>Immutable once <see cref="FhirTypes"/> has loaded; shared by all threads.</remarks>
public sealed class FhirType
{
    private Utf8Names _names = Utf8Names.Empty;
    private FhirElement[] _elements = [];

    internal FhirType(string name, FhirTypeKind kind, FhirPrimitive primitive, string? pattern)
    {
        (Name, Kind, Primitive, Pattern) = (name, kind, primitive, pattern);
    }

    /// <summary>The name in the definitions; of an inner type its path, such as <c>Patient.contact</c>.</summary>
    public string Name { get; }

    public FhirTypeKind Kind { get; }

    /// <summary><see cref="FhirPrimitive.None"/> unless <see cref="Kind"/> is Primitive.</summary>
    public FhirPrimitive Primitive { get; }

    /// <summary>The official pattern of a primitive, for messages; the checks are in <see cref="FhirFormat"/>.</summary>
    public string? Pattern { get; }

    public bool IsPrimitive => Kind == FhirTypeKind.Primitive;

    /// <summary>In the order of the definitions, which is the order of writing. A choice stands here once for each type it allows.</summary>
    public IReadOnlyList<FhirElement> Elements => _elements;

    /// <summary>Definitions with a minimum above zero, by ordinal.</summary>
    internal ulong RequiredOrdinals { get; private set; }

    /// <summary>The type is Extension, whose content the validator checks as ext-1 of R4 says.</summary>
    internal bool IsExtension { get; private set; }

    /// <summary>In Extension: its extensions.</summary>
    internal ulong NestedOrdinals { get; private set; }

    /// <summary>In Extension: its value.</summary>
    internal ulong ValueOrdinals { get; private set; }

    /// <summary>How many definitions the type has: a choice counts once.</summary>
    internal int OrdinalCount { get; private set; }

    /// <summary>The element under this JSON name, such as <c>birthDate</c> or <c>valueQuantity</c>; never <c>value[x]</c> or <c>_birthDate</c>.</summary>
    public bool TryGetElement(string jsonName, [NotNullWhen(true)] out FhirElement? element)
    {
        ArgumentNullException.ThrowIfNull(jsonName);
        var found = Array.Find(_elements, candidate => candidate.Name == jsonName);
        element = found;
        return found is not null;
    }

    public override string ToString() => Name;

    internal ulong OrdinalBit(string jsonName) => TryGetElement(jsonName, out var element) ? 1UL << element.Ordinal : 0;

    internal FhirElement? Find(ReadOnlySpan<byte> jsonName)
    {
        var at = _names.Find(jsonName);
        return at < 0 ? null : _elements[at];
    }

    /// <summary>The first element of a definition: for messages about what is missing.</summary>
    internal FhirElement At(int ordinal) => Array.Find(_elements, element => element.Ordinal == ordinal)!;

    internal void Link(List<FhirElement> elements)
    {
        _elements = [.. elements];
        _names = new Utf8Names(elements.ConvertAll(element => element.Name));
        OrdinalCount = elements.Count == 0 ? 0 : elements[^1].Ordinal + 1;
        elements.ForEach(element => element.Watch = FhirParts.WatchOf(element));
        if (Name == "Extension")
        {
            IsExtension = true;
            NestedOrdinals = OrdinalBit("extension");
            ValueOrdinals = OrdinalBit("valueCode");
        }

        foreach (var element in elements.Where(element => element.Min > 0))
        {
            RequiredOrdinals |= 1UL << element.Ordinal;
        }
    }
}

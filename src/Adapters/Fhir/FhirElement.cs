using System.Collections.Frozen;
using System.Text.Json;

namespace ZioExchange.Adapters.Fhir;

/// <summary>One element of one type, as JSON spells it: of a choice such as <c>value[x]</c> there is one for each type it allows.</summary>
/// <remarks>
/// A handle: resolve once with <see cref="FhirTypes.TryResolve"/>, then use it for every write. Two elements are the same
/// when they are the same object. Elements of a data type are shared: <c>Patient.name.given</c> and
/// <c>Practitioner.name.given</c> are both <c>HumanName.given</c>.
/// </remarks>
public sealed class FhirElement
{
    internal FhirElement(FhirType owner, string name, FhirType definition, int ordinal)
    {
        (Owner, Name, Definition, Ordinal) = (owner, name, definition, ordinal);
        Path = owner.Name + "." + name;
        Part = FhirParts.Of(owner, name);
        Key = JsonEncodedText.Encode(name);
        ShadowKey = JsonEncodedText.Encode("_" + name);
    }

    /// <summary>The type that the element belongs to.</summary>
    public FhirType Owner { get; }

    /// <summary>The JSON name: <c>occurrencePeriod</c>, not <c>occurrence[x]</c>.</summary>
    public string Name { get; }

    /// <summary>Owner and name, such as <c>HumanName.given</c> or <c>Patient.contact.gender</c>.</summary>
    public string Path { get; }

    /// <summary>The type of the value, with its own elements.</summary>
    public FhirType Definition { get; }

    /// <summary>The name of the type of the value, such as <c>Period</c> or <c>code</c>.</summary>
    public string Type => Definition.Name;

    public int Min { get; internal init; }

    /// <summary>-1 is many.</summary>
    public int Max { get; internal init; }

    /// <summary>JSON writes an array, also for one value.</summary>
    public bool IsArray => Max != 1;

    public bool IsPrimitive => Definition.IsPrimitive;

    /// <summary>The value is a JSON object with a resourceType.</summary>
    public bool IsResource => Definition.Kind is FhirTypeKind.Resource or FhirTypeKind.AnyResource;

    /// <summary>The choice that the element is one form of, such as <c>occurrence[x]</c>; null when it is none.</summary>
    public string? Choice { get; internal init; }

    /// <summary>The value set of a required binding; null when there is none or its codes cannot be listed (MIME types).</summary>
    /// <remarks>On a CodeableConcept one of the codings must be in it, with system: other codings may stand beside.</remarks>
    public FhirValueSet? RequiredBinding { get; internal init; }

    /// <summary>The codes of <see cref="RequiredBinding"/>, without their systems.</summary>
    public FrozenSet<string>? RequiredCodes => RequiredBinding?.Codes;

    /// <summary>Resource types that a Reference may point at; empty is any.</summary>
    public IReadOnlyList<string> ReferenceTargets
    {
        get;
        internal init
        {
            field = value;
            TargetNames = value.Count == 0 ? null : new Utf8Names(value);
        }
    } = [];

    internal Utf8Names? TargetNames { get; private init; }

    /// <summary>The place of the definition in its type; the forms of one choice share it.</summary>
    internal int Ordinal { get; }

    /// <summary>Which choice of its type it is a form of, from 0; -1 when none.</summary>
    internal int ChoiceOrdinal { get; init; } = -1;

    /// <summary>Which form of its choice, from 1; 0 when none.</summary>
    internal byte Form { get; init; }

    /// <summary>What the validator must remember of it.</summary>
    internal FhirPart Part { get; }

    /// <summary>What the validator judges once the element's object has been read.</summary>
    internal FhirWatch Watch { get; set; }

    internal JsonEncodedText Key { get; }

    internal JsonEncodedText ShadowKey { get; }

    public override string ToString() => Path;
}

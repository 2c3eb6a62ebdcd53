namespace ZioExchange.Adapters.Fhir;

/// <summary>What a <see cref="FhirType"/> is.</summary>
public enum FhirTypeKind
{
    /// <summary>A value that JSON writes as a string, number or boolean.</summary>
    Primitive,

    /// <summary>A data type, such as HumanName.</summary>
    Complex,

    /// <summary>The type of an element with children of its own, such as Patient.contact.</summary>
    Inner,

    /// <summary>A resource: its JSON object carries resourceType.</summary>
    Resource,

    /// <summary>Any resource (Bundle.entry.resource, contained): which one, the JSON's resourceType says.</summary>
    AnyResource,
}

namespace ZioExchange.Adapters.Fhir;

/// <summary>Which elements a <see cref="FhirPart"/> or a <see cref="FhirWatch"/> stands for.</summary>
internal static class FhirParts
{
    public static FhirPart Of(FhirType owner, string name) => (owner.Name, name) switch
    {
        ("Coding", "system") => FhirPart.CodingSystem,
        ("Coding", "code") => FhirPart.CodingCode,
        ("Reference", "reference") => FhirPart.Reference,
        ("Reference", "type") => FhirPart.ReferenceType,
        ("Bundle.entry", "fullUrl") => FhirPart.FullUrl,
        (_, "id") when owner.Kind == FhirTypeKind.Resource => FhirPart.ResourceId,
        _ => FhirPart.None,
    };

    /// <summary>How the validator watches over an element's object.</summary>
    public static FhirWatch WatchOf(FhirElement element) => element.Definition.Name switch
    {
        "CodeableConcept" or "Coding" when element.RequiredBinding is not null => FhirWatch.Binding,
        "Coding" when element.Owner.Name == "CodeableConcept" => FhirWatch.Coding,
        "Reference" when element.TargetNames is not null => FhirWatch.Reference,
        "Bundle.entry" when element.Owner.Name == "Bundle" => FhirWatch.Entry,
        _ => FhirWatch.None,
    };
}

namespace ZioExchange.Adapters.Fhir;

/// <summary>An element whose value the validator compares with something elsewhere in the document.</summary>
internal enum FhirPart : byte
{
    None,
    CodingSystem,
    CodingCode,
    Reference,
    ReferenceType,
    FullUrl,
    ResourceId,
}

using ZioExchange.Adapters.Fhir;

namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>The element of a resource type that says which child it is about.</summary>
/// <remarks>Source: FHIR R4, compartment definition Patient; types that name a party (Organization, Practitioner) have none.</remarks>
internal static class SubjectElement
{
    private static readonly string[] Names = ["subject", "patient", "beneficiary", "for", "individual"];

    public static FhirElement? Of(FhirType type)
    {
        foreach (var name in Names)
        {
            if (type.Name is not ("Patient" or "Device") && type.TryGetElement(name, out var element)
                && element.Type == "Reference" && (element.ReferenceTargets.Count == 0 || element.ReferenceTargets.Contains("Patient")))
            {
                return element;
            }
        }

        return null;
    }
}

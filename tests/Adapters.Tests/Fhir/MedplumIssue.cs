namespace ZioExchange.Adapters.Tests.Fhir;

/// <summary>One issue as @medplum/core tells it; <c>invariant</c> is a FHIRPath rule, <c>structure</c> the rest.</summary>
internal sealed record MedplumIssue(string Code, string Severity, string Expression, string Text)
{
    public bool IsAboutUrn => Severity == "warning" && Text.StartsWith("Invalid reference: got \"urn:", StringComparison.Ordinal);
}

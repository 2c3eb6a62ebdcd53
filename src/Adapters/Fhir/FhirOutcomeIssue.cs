namespace ZioExchange.Adapters.Fhir;

/// <summary>One issue of an answer that went wrong, in part or whole.</summary>
/// <param name="Severity">fatal, error, warning or information.</param>
/// <param name="Type">Code of http://hl7.org/fhir/issue-type.</param>
/// <param name="Code">ZIO-nnnn.</param>
/// <param name="ReasonCode">Upper snake; in the requester's view, see CONTRACT "Two views of a reason".</param>
/// <param name="Text">One sentence for people, without personal data.</param>
/// <param name="Remedy">What the caller can do.</param>
public sealed record FhirOutcomeIssue(string Severity, string Type, string Code, string ReasonCode, string Text, string Remedy)
{
    /// <summary>FHIRPath of the element at fault; null when it is the whole.</summary>
    public string? Expression { get; init; }
}

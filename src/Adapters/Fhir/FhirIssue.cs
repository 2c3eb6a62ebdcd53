namespace ZioExchange.Adapters.Fhir;

/// <summary>One fault of a document.</summary>
/// <param name="Code">Stable; for programs.</param>
/// <param name="Expression">Where: <c>Bundle.entry[3].resource.name[0].given[1]</c>, indices from 0, choices as JSON spells them.</param>
/// <param name="Message">What is expected. Never holds a value of the document: it may be logged.</param>
public sealed record FhirIssue(FhirIssueCode Code, string Expression, string Message)
{
    /// <summary>The code of http://hl7.org/fhir/issue-type that fits, for an OperationOutcome.</summary>
    public string IssueType => Code switch
    {
        FhirIssueCode.NotJson or FhirIssueCode.UnknownElement or FhirIssueCode.DuplicateKey or FhirIssueCode.ChoiceTwice
            or FhirIssueCode.WrongJsonType or FhirIssueCode.TooMany => "structure",
        FhirIssueCode.Missing => "required",
        FhirIssueCode.UnknownCode => "code-invalid",
        FhirIssueCode.UnknownResource => "not-supported",
        FhirIssueCode.TooLarge or FhirIssueCode.TooDeep => "too-long",
        FhirIssueCode.TooManyIssues => "too-costly",
        _ => "value",
    };
}

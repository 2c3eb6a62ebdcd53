namespace ZioExchange.Adapters.Fhir;

/// <summary>Builds OperationOutcomes: code and reason as codings, the remedy as diagnostics, the trace id as an extension.</summary>
public static class FhirOutcome
{
    /// <param name="types">The type table.</param>
    /// <param name="issues">At least one: FHIR refuses an empty outcome.</param>
    /// <param name="traceId">Null outside a request.</param>
    public static FhirObject Of(FhirTypes types, IEnumerable<FhirOutcomeIssue> issues, string? traceId)
    {
        ArgumentNullException.ThrowIfNull(types);
        ArgumentNullException.ThrowIfNull(issues);
        var outcome = types.New("OperationOutcome");
        if (traceId is not null)
        {
            outcome.AddExtension(FhirSystems.TraceId).Put("valueString", traceId);
        }

        foreach (var issue in issues)
        {
            Add(outcome, issue);
        }

        return outcome.Children("issue").Count > 0 ? outcome : throw new FhirShapeException("An OperationOutcome has at least one issue.");
    }

    /// <summary>What <see cref="FhirValidator"/> found, all under one code and reason.</summary>
    public static IEnumerable<FhirOutcomeIssue> From(IEnumerable<FhirIssue> issues, string code, string reasonCode, string remedy) =>
        issues.Select(issue => new FhirOutcomeIssue("error", issue.IssueType, code, reasonCode, issue.Message, remedy)
        {
            Expression = issue.Expression.Length == 0 ? null : issue.Expression,
        });

    private static void Add(FhirObject outcome, FhirOutcomeIssue issue)
    {
        var node = outcome.Child("issue").Put("severity", issue.Severity).Put("code", issue.Type);
        var details = node.Child("details").Put("text", issue.Text);
        details.Child("coding").Put("system", FhirSystems.ErrorCode).Put("code", issue.Code);
        details.Child("coding").Put("system", FhirSystems.ReasonCode).Put("code", issue.ReasonCode);
        node.Put("diagnostics", issue.Remedy);
        if (issue.Expression is { } expression)
        {
            node.Put("expression", expression);
        }
    }
}

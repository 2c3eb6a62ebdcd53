using ZioExchange.Adapters.Fhir;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Exchange;

/// <summary>What the OperationOutcome of an answer says: withheld categories, sources that gave nothing, values that could not be mapped.</summary>
internal static class AnswerIssues
{
    private const string Remedy = "See https://zioexchange.nl/foutcodes/";

    public static IEnumerable<FhirOutcomeIssue> Of(ExchangeAnswer answer)
    {
        var issues = answer.Parts.SelectMany(Of).ToList();

        // One issue at least: FHIR knows no empty outcome, and its absence would say something, too.
        return issues.Count > 0 ? issues : [new FhirOutcomeIssue("information", "informational", Complete(answer).Number, Complete(answer).Code, "All that was asked and may be shared is here.", "Nothing to do.")];
    }

    private static IEnumerable<FhirOutcomeIssue> Of(SourcePart part)
    {
        if (part.Refusal is { } refusal)
        {
            return part.Decided.Named ? [Issue("warning", "suppressed", refusal, $"{NameOf(part)}: {refusal.En}", Remedies.Of(refusal))] : [];
        }

        var withheld = part.Decided.Withheld.Select(denied =>
            Issue("warning", "suppressed", denied.Value, $"{NameOf(part)}, {denied.Key.Code}: {denied.Value.En}", Remedies.Of(denied.Value)));
        var silent = part.NotAvailable is { } why ? new[] { Issue("warning", "transient", why, $"{NameOf(part)}: {why.En}", "Ask again later.") } : [];
        var unmapped = part.Content.SelectMany(content => content.Issues).Select(issue =>
            Issue("warning", "value", ReasonCatalogue.Find(issue.Code)!, $"{NameOf(part)}, rule {issue.Rule}: {issue.Message}", Remedies.OfValue(issue.Code)));
        return [.. withheld, .. silent, .. unmapped];
    }

    private static Reason Complete(ExchangeAnswer answer) => answer.Parts.First(part => part.Refusal is null).Decided.Decision.ForRequester().Reason;

    private static string NameOf(SourcePart part) => part.Decided.Source?.Identifiers is [var first, ..] ? first.ToString() : "source";

    private static FhirOutcomeIssue Issue(string severity, string type, Reason reason, string text, string remedy) =>
        new(severity, type, reason.Number, reason.Code, text, remedy + " " + Remedy + reason.Number);
}

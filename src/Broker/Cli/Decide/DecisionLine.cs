using System.Text.Encodings.Web;
using System.Text.Json;
using ZioExchange.Consent.Cases;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Cli.Decide;

/// <summary>One decision as one line of JSON, in the field order of the contract.</summary>
public static class DecisionLine
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(string id, Decision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        var explanation = decision.Explanation;
        return JsonSerializer.Serialize(
            new
            {
                id,
                decision = CodeOf(decision.Outcome),
                permittedCategories = decision.Permitted.Select(category => category.Code),
                deniedCategories = decision.Denied.OrderBy(denied => denied.Key.Code, StringComparer.Ordinal).ToDictionary(denied => denied.Key.Code, denied => denied.Value.Code),
                matrixRow = decision.Row,
                legalBasis = CodeOf(decision.Basis),
                reasonCode = decision.Reason.Code,
                obligations = decision.Obligations.Select(obligation => obligation.ToString()),
                articles = decision.Articles,
                explanation = new { nl = explanation.Nl, en = explanation.En },
                policyVersion = decision.PolicyVersion,
            },
            Options);
    }

    public static string OfFault(CaseReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return JsonSerializer.Serialize(new { id = reading.Id, error = reading.Error }, Options);
    }

    internal static string CodeOf(Outcome outcome) => outcome switch
    {
        Outcome.Permit => "PERMIT",
        Outcome.Partial => "PARTIAL",
        _ => "DENY",
    };

    internal static string CodeOf(LegalBasis basis) => basis is LegalBasis.NoPersonalData ? "NO_PERSONAL_DATA" : basis.ToString().ToUpperInvariant();
}

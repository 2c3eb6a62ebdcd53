using System.Text.Json;
using ZioExchange.Consent.Cases;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Cli.Decide;

/// <summary>Compares a decision with the <c>expected</c> of its case. Decision and permitted categories must agree; the rest is reported.</summary>
internal static class ExpectedCheck
{
    public static bool Agrees(DecisionCase item, Decision decision, TextWriter report)
    {
        if (item.Expected is not { } expected)
        {
            report.WriteLine($"decide: case {item.Id}: has no expected answer; not checked.");
            return true;
        }

        var agrees = Same("decision", TextOf(expected, "decision"), DecisionLine.CodeOf(decision.Outcome));
        agrees &= Same("permitted_categories", SetOf(expected, "permitted_categories"), string.Join(',', decision.Permitted.Select(category => category.Code).Order(StringComparer.Ordinal)));
        Same("denied_categories", MapOf(expected, "denied_categories"), string.Join(',', decision.Denied.Select(denied => $"{denied.Key.Code}={denied.Value.Code}").Order(StringComparer.Ordinal)));
        Same("matrix_row", TextOf(expected, "matrix_row"), decision.Row);
        Same("legal_basis", TextOf(expected, "legal_basis"), DecisionLine.CodeOf(decision.Basis));
        Same("reason_code", TextOf(expected, "reason_code"), decision.Reason.Code);
        Same("obligations", SetOf(expected, "obligations"), string.Join(',', decision.Obligations.Select(obligation => obligation.ToString()).Order(StringComparer.Ordinal)));
        return agrees;

        bool Same(string field, string? want, string? got)
        {
            if (want is null && field is not ("decision" or "permitted_categories") && (field != "matrix_row" || !expected.TryGetProperty(field, out _)))
            {
                return true;
            }

            if (want == got)
            {
                return true;
            }

            report.WriteLine($"decide: case {item.Id}: {field} expected {want ?? "nothing"}, decided {got ?? "nothing"}.");
            return false;
        }
    }

    private static string? TextOf(JsonElement expected, string field) =>
        expected.TryGetProperty(field, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static string? SetOf(JsonElement expected, string field) =>
        expected.TryGetProperty(field, out var value) && value.ValueKind is JsonValueKind.Array
            ? string.Join(',', value.EnumerateArray().Select(item => item.ToString()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            : null;

    private static string? MapOf(JsonElement expected, string field) =>
        expected.TryGetProperty(field, out var value) && value.ValueKind is JsonValueKind.Object
            ? string.Join(',', value.EnumerateObject().Select(item => $"{item.Name}={item.Value}").Order(StringComparer.Ordinal))
            : null;
}

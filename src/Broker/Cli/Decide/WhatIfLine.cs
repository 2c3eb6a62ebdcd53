using System.Text.Encodings.Web;
using System.Text.Json;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Cli.Decide;

/// <summary>What would change for one case, as one line of JSON.</summary>
public static class WhatIfLine
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(string id, WhatIfAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return JsonSerializer.Serialize(
            new { id, changes = answer.Changes, now = Side(answer.Now), then = Side(answer.Then), gained = Codes(answer.Gained), lost = Codes(answer.Lost) },
            Options);
    }

    private static object Side(Decision decision) => new
    {
        decision = DecisionLine.CodeOf(decision.Outcome),
        permittedCategories = Codes(decision.Permitted),
        matrixRow = decision.Row,
        reasonCode = decision.Reason.Code,
        policyVersion = decision.PolicyVersion,
    };

    private static IEnumerable<string> Codes(IEnumerable<DataCategory> categories) => categories.Select(category => category.Code);
}

using System.Text.Json;
using ZioExchange.Consent.Cases;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Consent.Tests.Support;

/// <summary>Runs a file of cases and says where the answers differ from what the cases expect.</summary>
internal static class CaseCheck
{
    public static IReadOnlyList<string> Differences(string file, PolicyProfile profile, bool exactReasons)
    {
        var differences = new List<string>();
        foreach (var reading in CaseFile.Read(File.ReadAllText(file)))
        {
            if (reading.Case is not { } item)
            {
                differences.Add($"{reading.Id}: {reading.Error}");
                continue;
            }

            var decision = Decider.Decide(ThePolicy.Policy, profile, item.Request, item.Facts, item.Now);
            var expected = item.Expected!.Value;
            Compare(differences, item.Id, "decision", expected.GetProperty("decision").GetString(), decision.Outcome.ToString().ToUpperInvariant());
            Compare(differences, item.Id, "permitted", Set(expected, "permitted_categories"), string.Join(',', decision.Permitted.Select(category => category.Code).Order(StringComparer.Ordinal)));
            if (!exactReasons)
            {
                continue;
            }

            Compare(differences, item.Id, "reason", expected.GetProperty("reason_code").GetString(), decision.Reason.Code);
            if (expected.TryGetProperty("matrix_row", out var row))
            {
                Compare(differences, item.Id, "row", row.GetString(), decision.Row);
            }

            if (expected.TryGetProperty("obligations", out _))
            {
                Compare(differences, item.Id, "obligations", Set(expected, "obligations"), string.Join(',', decision.Obligations.Select(obligation => obligation.ToString()).Order(StringComparer.Ordinal)));
            }

            if (expected.TryGetProperty("denied_categories", out var denied))
            {
                Compare(differences, item.Id, "denied", string.Join(',', denied.EnumerateObject().Select(category => $"{category.Name}={category.Value}").Order(StringComparer.Ordinal)), string.Join(',', decision.Denied.Select(category => $"{category.Key}={category.Value}").Order(StringComparer.Ordinal)));
            }
        }

        return differences;
    }

    private static string Set(JsonElement expected, string field) =>
        string.Join(',', expected.GetProperty(field).EnumerateArray().Select(value => value.GetString()).Order(StringComparer.Ordinal));

    private static void Compare(List<string> differences, string id, string what, string? expected, string? decided)
    {
        if (expected != decided)
        {
            differences.Add($"{id} {what}: expected {expected ?? "nothing"}, decided {decided ?? "nothing"}");
        }
    }
}

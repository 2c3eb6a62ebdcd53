using System.Globalization;
using System.Text.Json;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Cli.Operate;
using ZioExchange.Broker.Hosting;
using ZioExchange.Consent.Cases;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.Cli.Decide;

/// <summary><c>decide --replay</c>: takes the recorded inputs of logged decisions, decides again, and reports what differs.</summary>
/// <remarks>A decision of another policy version is counted apart: with another policy another answer is no fault. Entries whose keys were destroyed cannot be read.</remarks>
public static class ReplayVerb
{
    public static async Task<int> RunAsync(DateTimeOffset? from, DateTimeOffset? to, TextWriter output, TextWriter messages, CancellationToken ct)
    {
        await using var app = await ReadyBroker.OpenAsync([], ct);
        return await RunAsync(app.Services.GetRequiredService<LogReader>(), app.Services.GetRequiredService<Policy>(), from, to, output, messages, ct);
    }

    internal static async Task<int> RunAsync(LogReader log, Policy policy, DateTimeOffset? from, DateTimeOffset? to, TextWriter output, TextWriter messages, CancellationToken ct)
    {
        long same = 0, differ = 0, otherPolicy = 0, unreadable = 0;
        await foreach (var record in log.AllAsync(new LogQuery { From = from, To = to }, ct))
        {
            if (record.Entry is not { Replay: { } recorded } entry)
            {
                continue;
            }

            if (CaseFile.Read($"[{recorded}]").Single().Case is not { } item)
            {
                unreadable++;
            }
            else if (entry.PolicyVersion != policy.Version)
            {
                otherPolicy++;
            }
            else if (Difference(entry, Decider.Decide(policy, ProfileOf(entry), item.Request, item.Facts, item.Now)) is { } difference)
            {
                differ++;
                await output.WriteLineAsync(JsonSerializer.Serialize(new Line(record.Index, difference), BrokerJson.CamelCase));
            }
            else
            {
                same++;
            }
        }

        await messages.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{same} the same, {differ} different, {otherPolicy} under another policy version, {unreadable} unreadable."));
        return unreadable > 0 ? ExitCodes.BadInput : differ > 0 ? ExitCodes.Finding : ExitCodes.Good;
    }

    private static PolicyProfile ProfileOf(AuditEntry entry) => entry.Profile == "GUIDANCE" ? PolicyProfile.Guidance : PolicyProfile.Strict;

    private static string? Difference(AuditEntry entry, Decision again)
    {
        var logged = entry.CategoriesPermitted.Select(category => category.Code).Order(StringComparer.Ordinal);
        var now = again.Permitted.Select(category => category.Code).Order(StringComparer.Ordinal);

        // A refusal by the directory, the channel or the source stands beside the rules: there the log may say less than the rules allow.
        return entry.Outcome is AuditOutcome.Deny && entry.ReasonCode != again.Reason.Code && ReasonCatalogue.Find(entry.ReasonCode ?? string.Empty) is { } reason && IsBesideTheRules(reason)
            ? null
            : logged.SequenceEqual(now, StringComparer.Ordinal) ? null : $"logged {string.Join(' ', logged)}, now {string.Join(' ', now)} ({again.Reason.Code})";
    }

    private static bool IsBesideTheRules(Reason reason) =>
        reason == RequestReasons.NotAcceded || reason == RequestReasons.PushOnly || reason == RequestReasons.RoleNotAuthorised || reason == ConsentReasons.ConsentNotAvailable;

    private sealed record Line(long Index, string Difference);
}

using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Consent.Cases;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Tests.Exchange;

/// <summary>Every logged decision can be taken again from what the log kept of it.</summary>
[Collection<Sweep.Shared>]
public sealed class ReplayTests(Sweep sweep) : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await sweep.AskAllAsync(TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_recorded_case_decided_again_gives_the_outcome_and_the_categories_that_the_log_holds()
    {
        var profile = sweep.Broker.Services.GetRequiredService<BrokerSettings>().Profile;
        var (findings, replayed) = (new List<string>(), 0);
        await foreach (var record in sweep.Broker.Services.GetRequiredService<LogReader>().AllAsync(new LogQuery(), TestContext.Current.CancellationToken))
        {
            if (record.Entry is not { Replay: { } recorded } entry)
            {
                continue;
            }

            replayed++;
            var reading = Assert.Single(CaseFile.Read($"[{recorded}]"));
            if (reading.Case is not { } once)
            {
                findings.Add($"{record.Index} {record.MatrixRow}: {reading.Error}");
                continue;
            }

            var again = Decider.Decide(sweep.Policy, profile, once.Request, once.Facts, once.Now);
            var same = again.Outcome.ToString() == record.Outcome && again.Reason.Code == entry.ReasonCode && again.Row == record.MatrixRow
                && again.Permitted.ToHashSet().SetEquals(entry.CategoriesPermitted)
                && again.Denied.Select(denied => $"{denied.Key} {denied.Value.Code}").ToHashSet().SetEquals(entry.CategoriesDenied.Select(denied => $"{denied.Category} {denied.ReasonCode}"));
            if (!same)
            {
                findings.Add($"{record.Recipient} {record.Purpose} {record.MatrixRow} from {record.Source}: logged {record.Outcome} {entry.ReasonCode}, again {again.Outcome} {again.Reason.Code} {again.Row}");
            }
        }

        Findings.None(findings);
        Assert.True(replayed > 300, $"{replayed} replayed");
    }

    [Fact]
    public async Task No_recorded_case_and_no_entry_holds_a_name_a_number_or_content()
    {
        var secrets = sweep.Secrets().ToList();
        var findings = new List<string>();
        await foreach (var record in sweep.Broker.Services.GetRequiredService<LogReader>().AllAsync(new LogQuery(), TestContext.Current.CancellationToken))
        {
            var text = JsonSerializer.Serialize(record.Entry) + JsonSerializer.Serialize(record.Actor);
            findings.AddRange(secrets.Where(secret => text.Contains(secret, StringComparison.OrdinalIgnoreCase)).Select(_ => $"entry {record.Index} of {record.Kind}"));
        }

        Findings.None(findings);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Drafts;
using ZioExchange.Broker.Tests.Exchange;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Tests.Oversight;

/// <summary>A drafted matrix is put to the decisions of a month, in the background, a day at a time.</summary>
public sealed class DraftTests
{
    private static readonly OfficerSession Officer = new(new OrganisationId("swv-oost"), OfficerRole.Fg, "officer", "SANDBOX");

    [Fact]
    public async Task A_draft_with_one_category_less_shows_which_answers_would_change_and_the_matrix_of_today_changes_none()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = await SandboxBroker.StartAsync(ct, "--now", "2026-11-24T10:00:00+01:00");
        var (runs, drafts) = (broker.Services.GetRequiredService<DraftBook>(), broker.Services.GetRequiredService<DraftPolicies>());
        await AskTlvAsync(broker, ct);
        var today = (await runs.AskAsync(Officer, "2026-11", drafts.CurrentMatrix(), ct)).Id!;
        var without = (await runs.AskAsync(Officer, "2026-11", Without(drafts.CurrentMatrix(), "LEERRESULTATEN"), ct)).Id!;
        var elsewhere = (await runs.AskAsync(Officer with { Organisation = new OrganisationId("zorgkantoor-noord") }, "2026-11", Without(drafts.CurrentMatrix(), "LEERRESULTATEN"), ct)).Id!;

        await RunAsync(broker, ct);

        var unchanged = (await runs.FindAsync(Officer, today, ct))!;
        var changed = (await runs.FindAsync(Officer, without, ct))!;
        Assert.Equal(("DONE", 30, 30), (unchanged.State, unchanged.Days, unchanged.AllDays));
        Assert.True(unchanged.Found.Decided > 0);
        Assert.Equal(0, unchanged.Changed);
        Assert.Equal(("TLV_AANVRAAG", 1), (Assert.Single(changed.Found.Groups).Purpose, changed.Changed));
        var change = Assert.Single(changed.Found.Changes);
        Assert.Equal(("LEERRESULTATEN", 0), (Assert.Single(change.Lost), change.Gained.Count));
        Assert.Null(await runs.FindAsync(Officer, elsewhere, ct));
    }

    [Fact]
    public async Task A_run_that_was_stopped_goes_on_where_it_was_and_each_day_counts_once()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = await SandboxBroker.StartAsync(ct, "--now", "2026-11-24T10:00:00+01:00");
        var (runs, drafts) = (broker.Services.GetRequiredService<DraftBook>(), broker.Services.GetRequiredService<DraftPolicies>());
        await AskTlvAsync(broker, ct);
        var once = (await runs.AskAsync(Officer, "2026-11", Without(drafts.CurrentMatrix(), "LEERRESULTATEN"), ct)).Id!;
        await RunAsync(broker, ct);
        var whole = (await runs.FindAsync(Officer, once, ct))!.Found;

        var stopped = (await runs.AskAsync(Officer, "2026-11", Without(drafts.CurrentMatrix(), "LEERRESULTATEN"), ct)).Id!;
        await runs.StepAsync(ct);
        Assert.InRange((await runs.FindAsync(Officer, stopped, ct))!.Days, 1, 30);
        await RunAsync(broker, ct);   // as after a start: nothing but the table knows how far it was

        Assert.Equal((whole.Decided, whole.Groups.Sum(group => group.Count)), ((await runs.FindAsync(Officer, stopped, ct))!.Found is var again ? again.Decided : 0, again.Groups.Sum(group => group.Count)));
    }

    [Fact]
    public async Task A_run_over_a_decision_that_cannot_be_read_fails_in_sight_and_holds_up_none_after_it()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = await SandboxBroker.StartAsync(ct, "--now", "2026-11-24T10:00:00+01:00");
        var (runs, drafts) = (broker.Services.GetRequiredService<DraftBook>(), broker.Services.GetRequiredService<DraftPolicies>());
        await broker.Services.GetRequiredService<IAuditLog>().AppendAsync(
            new AuditEntry { Kind = AuditKind.Decision, Moment = new DateTimeOffset(2026, 11, 3, 9, 0, 0, TimeSpan.Zero), TraceId = new string('1', 32), Outcome = AuditOutcome.Deny, Source = Officer.Organisation, Replay = "{" }, step: null, ct);
        var bad = (await runs.AskAsync(Officer, "2026-11", drafts.CurrentMatrix(), ct)).Id!;
        var elsewhere = Officer with { Organisation = new OrganisationId("zorgkantoor-noord") };
        var later = (await runs.AskAsync(elsewhere, "2026-11", drafts.CurrentMatrix(), ct)).Id!;

        await RunAsync(broker, ct);

        Assert.Equal("FAILED", (await runs.FindAsync(Officer, bad, ct))!.State);
        Assert.Equal("DONE", (await runs.FindAsync(elsewhere, later, ct))!.State);
    }

    [Theory]
    [InlineData("2026-12", null)]
    [InlineData("november", null)]
    [InlineData("2026-11", "")]
    [InlineData("2026-11", "[{\"id\": \"M01\"}]")]
    [InlineData("2026-11", "no json")]
    public async Task A_month_to_come_and_a_draft_that_cannot_be_read_start_nothing(string month, string? matrix)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = await SandboxBroker.StartAsync(ct, "--now", "2026-11-24T10:00:00+01:00");
        var (runs, drafts) = (broker.Services.GetRequiredService<DraftBook>(), broker.Services.GetRequiredService<DraftPolicies>());

        var (id, faults) = await runs.AskAsync(Officer, month, matrix ?? drafts.CurrentMatrix(), ct);

        Assert.Null(id);
        Assert.Equal(!string.IsNullOrEmpty(matrix), faults.Count > 0);
        Assert.Empty(await runs.ListAsync(Officer, ct));
    }

    private static async Task AskTlvAsync(SandboxBroker broker, CancellationToken ct) =>
        Assert.Equal(200, (await broker.AskAsync("swv-oost", "1", "TLV_AANVRAAG", "ORTHOPEDAGOOG_SWV", ct, ["school-so"], "VZ-2026-0101")).Status);

    /// <summary>Takes the steps alone: the worker of the broker would take the same ones.</summary>
    private static async Task RunAsync(SandboxBroker broker, CancellationToken ct)
    {
        await broker.Services.GetServices<IHostedService>().OfType<OversightWorker>().Single().StopAsync(ct);
        while (await broker.Services.GetRequiredService<DraftBook>().StepAsync(ct))
        {
            ct.ThrowIfCancellationRequested();
        }
    }

    private static string Without(string matrix, string category)
    {
        var rows = JsonNode.Parse(matrix)!.AsArray();
        var categories = rows.First(row => row!["id"]!.GetValue<string>() == "M01")!["categories"]!.AsArray();
        categories.Remove(categories.First(each => each!.GetValue<string>() == category));
        return rows.ToJsonString();
    }
}

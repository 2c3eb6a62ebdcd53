using System.Text.Json.Nodes;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Cli;
using ZioExchange.Broker.Cli.Decide;
using ZioExchange.Broker.Tests.Audit;
using ZioExchange.Consent.Cases;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Cli.Decide;

/// <summary>Decisions in a real log, decided again from what the log recorded.</summary>
public abstract class ReplayVerbContract(ITestDatabase database) : IAsyncLifetime
{
    private static readonly DateTimeOffset Day = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);
    private TestLog _node = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await database.CreateAsync();
        _node = new TestLog(database.Database);
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await database.DropAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Logged_decisions_decided_again_give_the_same_answer()
    {
        foreach (var recorded in DecideFiles.Cases("permits.json").Concat(DecideFiles.Cases("denials.json")).Take(80))
        {
            await LogAsync(Entry(recorded));
        }

        var (code, lines, messages) = await ReplayAsync();

        Assert.Equal(ExitCodes.Good, code);
        Assert.Empty(lines);
        Assert.StartsWith("80 the same, 0 different, 0 under another policy version, 0 unreadable.", messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_logged_answer_that_was_changed_is_reported_with_its_place_in_the_log()
    {
        var recorded = DecideFiles.Cases("permits.json").First();
        await LogAsync(Entry(recorded));
        var index = await LogAsync(Entry(recorded) with { CategoriesPermitted = [new("STRAFRECHT")] });

        var (code, lines, messages) = await ReplayAsync();

        Assert.Equal(ExitCodes.Finding, code);
        Assert.Equal(index, (long?)JsonNode.Parse(Assert.Single(lines))!["index"]);
        Assert.Contains("logged STRAFRECHT", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("1 the same, 1 different", messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_in_the_log_of_what_the_rules_allow_is_reported_too()
    {
        var recorded = DecideFiles.Cases("permits.json").First();
        await LogAsync(Entry(recorded) with { Outcome = AuditOutcome.Deny, ReasonCode = "CONSENT_EXPIRED", CategoriesPermitted = [] });

        Assert.Equal(ExitCodes.Finding, (await ReplayAsync()).Code);
    }

    [Fact]
    public async Task A_refusal_by_the_directory_stands_beside_the_rules_and_is_no_difference()
    {
        var recorded = DecideFiles.Cases("permits.json").First();
        await LogAsync(Entry(recorded) with { Outcome = AuditOutcome.Deny, ReasonCode = RequestReasons.NotAcceded.Code, CategoriesPermitted = [] });

        Assert.Equal(ExitCodes.Good, (await ReplayAsync()).Code);
    }

    [Fact]
    public async Task A_decision_under_another_policy_version_is_counted_apart()
    {
        var recorded = DecideFiles.Cases("permits.json").First();
        await LogAsync(Entry(recorded) with { PolicyVersion = "0123456789abcdef", CategoriesPermitted = [] });

        var (code, lines, messages) = await ReplayAsync();

        Assert.Equal(ExitCodes.Good, code);
        Assert.Empty(lines);
        Assert.Contains("0 different, 1 under another policy version", messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inputs_that_cannot_be_read_end_with_65_and_entries_without_inputs_are_passed_over()
    {
        await _node.AppendAsync(1);
        Assert.Equal(ExitCodes.Good, (await ReplayAsync(Day.AddYears(-1))).Code);

        var recorded = DecideFiles.Cases("permits.json").First();
        await LogAsync(Entry(recorded) with { Replay = "{\"id\":\"recorded\"}" });

        Assert.Equal(ExitCodes.BadInput, (await ReplayAsync()).Code);
    }

    [Fact]
    public async Task Only_the_asked_period_is_decided_again()
    {
        var recorded = DecideFiles.Cases("permits.json").First();
        await LogAsync(Entry(recorded) with { Moment = Day.AddDays(1), CategoriesPermitted = [] });

        Assert.Equal(ExitCodes.Good, (await ReplayAsync()).Code);
        Assert.Equal(ExitCodes.Finding, (await ReplayAsync(Day.AddDays(1))).Code);
    }

    [Fact]
    public async Task The_profile_of_the_decision_is_used_again()
    {
        foreach (var recorded in DecideFiles.Cases("guidance.json"))
        {
            await LogAsync(Entry(recorded, PolicyProfile.Guidance));
        }

        Assert.Equal(ExitCodes.Good, (await ReplayAsync()).Code);
    }

    private static AuditEntry Entry(JsonNode recorded, PolicyProfile profile = PolicyProfile.Strict)
    {
        var text = recorded.ToJsonString();
        var item = CaseFile.Read($"[{text}]").Single().Case!;
        var decision = Decider.Decide(DecideFiles.Policy, profile, item.Request, item.Facts, item.Now);
        return TestLog.Disclosure(0) with
        {
            Moment = Day.AddHours(9),
            Outcome = decision.Outcome switch { Outcome.Permit => AuditOutcome.Permit, Outcome.Partial => AuditOutcome.Partial, _ => AuditOutcome.Deny },
            CategoriesPermitted = decision.Permitted,
            ReasonCode = decision.Reason.Code,
            Profile = profile.ToString().ToUpperInvariant(),
            PolicyVersion = DecideFiles.Policy.Version,
            Replay = text,
        };
    }

    private async Task<long> LogAsync(AuditEntry entry) => ((AppendedEntry.Written)await _node.Log.AppendAsync(entry, null, Ct)).Index;

    private async Task<(int Code, string[] Lines, string Messages)> ReplayAsync(DateTimeOffset? from = null)
    {
        await using var output = new StringWriter();
        await using var messages = new StringWriter();
        var code = await ReplayVerb.RunAsync(_node.Reader, DecideFiles.Policy, from ?? Day, (from ?? Day).AddDays(1), output, messages, Ct);
        return (code, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), messages.ToString());
    }
}

public sealed class ReplayOnSqlite() : ReplayVerbContract(new SqliteDatabase());

public sealed class ReplayOnPostgres() : ReplayVerbContract(new PostgresDatabase());

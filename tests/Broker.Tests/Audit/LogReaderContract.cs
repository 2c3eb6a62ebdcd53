using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Persistence;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Audit;

/// <summary>Every question a privacy officer asks, on both databases.</summary>
public abstract class LogReaderContract(ITestDatabase database) : IAsyncLifetime
{
    private TestLog _node = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await database.CreateAsync();
        _node = new TestLog(database.Database);
        for (var n = 0; n < 30; n++)
        {
            await _node.AppendAsync(n, n % 10 == 9 ? null : $"child-{n % 3}");
        }

        await _node.Log.AppendAsync(TestLog.Disclosure(30, "child-9") with { Kind = AuditKind.Decision, Outcome = AuditOutcome.Deny, Source = new("gemeente-1"), Purpose = new("ZORG") }, null, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await database.DropAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Each_filter_finds_exactly_its_entries()
    {
        Assert.Equal(9, await CountAsync(new() { Child = new("child-0") }));
        Assert.Equal(0, await CountAsync(new() { Child = new("child-unknown") }));
        Assert.Equal(11, await CountAsync(new() { Actor = "actor-0" }));
        Assert.Equal(1, await CountAsync(new() { Organisation = new("gemeente-1") }));
        Assert.Equal(31, await CountAsync(new() { Organisation = new("school-1") }));
        Assert.Equal(1, await CountAsync(new() { Organisation = new("school-1"), Other = new("gemeente-1") }));
        Assert.Equal(30, await CountAsync(new() { Organisation = new("school-1"), Other = new("swv-1"), OtherIsSource = true }));
        Assert.Equal(0, await CountAsync(new() { Organisation = new("swv-1"), Other = new("school-1"), OtherIsSource = true }));
        Assert.Equal(30, await CountAsync(new() { Organisation = new("swv-1"), Other = new("school-1") }));
        Assert.Equal(31, await CountAsync(new() { Organisation = new("school-1"), Other = new("school-1") }));
        Assert.Equal(0, await CountAsync(new() { Organisation = new("school-1"), Other = new("school-1"), OtherIsSource = true }));
        Assert.Equal(0, await CountAsync(new() { Organisation = new("school-1"), Other = new("school-9") }));
        Assert.Equal(31, await CountAsync(new() { Organisation = new("school-1"), MatrixRow = "M04" }));
        Assert.Equal(0, await CountAsync(new() { Organisation = new("school-1"), MatrixRow = "M05" }));
        Assert.Equal(1, await CountAsync(new() { Kind = AuditKind.Decision }));
        Assert.Equal(1, await CountAsync(new() { Outcome = AuditOutcome.Deny }));
        Assert.Equal(1, await CountAsync(new() { Purpose = new("ZORG") }));
        Assert.Equal(1, await CountAsync(new() { TraceId = TestLog.Disclosure(4).TraceId }));
        Assert.Equal(5, await CountAsync(new() { From = TestLog.Disclosure(5).Moment, To = TestLog.Disclosure(10).Moment }));
        Assert.Equal(1, await CountAsync(new() { Child = new("child-9"), Outcome = AuditOutcome.Deny, From = TestLog.Disclosure(30).Moment }));
    }

    [Fact]
    public async Task The_slice_of_a_party_is_what_was_decided_and_disclosed_of_it_and_what_it_received_whatever_else_is_asked()
    {
        LogQuery slice = new() { OwnSlice = true };
        Assert.Equal(30, await CountAsync(slice with { Organisation = new("school-1") }));   // not that another source decided about its question
        Assert.Equal(1, await CountAsync(slice with { Organisation = new("gemeente-1") }));
        Assert.Equal(30, await CountAsync(slice with { Organisation = new("swv-1") }));
        Assert.Equal(0, await CountAsync(slice with { Organisation = new("school-1"), Child = new("child-9") }));
        Assert.Equal(0, await CountAsync(slice with { Organisation = new("school-1"), TraceId = TestLog.Disclosure(30).TraceId }));
        Assert.Equal(0, await CountAsync(slice with { Organisation = new("school-1"), BreakGlass = true, From = TestLog.Disclosure(30).Moment }));
    }

    [Fact]
    public async Task What_went_through_a_broken_glass_is_listed_for_both_ends_also_where_an_older_program_had_counted()
    {
        var tally = new TallyBook(database.Database, _node.Reader);
        var glass = (AppendedEntry.Written)await _node.Log.AppendAsync(TestLog.Disclosure(31) with { Mode = "BREAK_GLASS", Purpose = new("CRISIS") }, null, Ct);
        await _node.RunAsync("UPDATE oversight_cursor SET next_idx = 32");   // an older program counts and does not list

        Assert.True(await tally.IsUpToNowAsync(1000, Ct));

        foreach (var party in new[] { "swv-1", "school-1" })
        {
            var listed = await _node.Reader.SearchAsync(new() { Organisation = new(party), BreakGlass = true, From = TestLog.Disclosure(5).Moment }, Ct);
            Assert.Equal(glass.Index, Assert.Single(listed.Records).Index);
        }

        Assert.Empty((await _node.Reader.SearchAsync(new() { Organisation = new("gemeente-1"), BreakGlass = true }, Ct)).Records);
        Assert.Equal(0, await _node.ScalarAsync("SELECT count(*) FROM oversight_hours"));   // counted by the other: not twice
        await _node.AppendAsync(32);
        Assert.False(await tally.IsUpToNowAsync(0, Ct));
    }

    [Fact]
    public async Task A_refused_attempt_at_a_glass_is_listed_whatever_its_purpose_and_a_refusal_in_a_crisis_without_one_is_not()
    {
        var tally = new TallyBook(database.Database, _node.Reader);
        var attempt = (AppendedEntry.Written)await _node.Log.AppendAsync(TestLog.Disclosure(31) with { Kind = AuditKind.Decision, Outcome = AuditOutcome.Deny, Mode = "BREAK_GLASS" }, null, Ct);
        await _node.Log.AppendAsync(TestLog.Disclosure(32) with { Kind = AuditKind.Decision, Outcome = AuditOutcome.Deny, Mode = "NORMAL", Purpose = new("CRISIS") }, null, Ct);

        Assert.True(await tally.IsUpToNowAsync(1000, Ct));

        var listed = await _node.Reader.SearchAsync(new() { Organisation = new("school-1"), BreakGlass = true }, Ct);
        Assert.Equal(attempt.Index, Assert.Single(listed.Records).Index);
        Assert.Equal(0, await _node.ScalarAsync("SELECT sum(broken) FROM oversight_hours"));
    }

    [Fact]
    public async Task Pages_come_newest_first_without_a_gap_even_while_entries_are_added()
    {
        var seen = new List<long>();
        LogCursor? after = null;
        do
        {
            var page = await _node.Reader.SearchAsync(new() { After = after, Limit = 4 }, Ct);
            seen.AddRange(page.Records.Select(record => record.Index));
            after = page.Next;
            Assert.True(after is null || (LogCursor.TryParse(after.ToString(), out var again) && again == after));
            await _node.AppendAsync(100 + seen.Count);
        }
        while (after is not null);

        Assert.Equal(Enumerable.Range(0, 31).Reverse().Select(n => (long)n), seen);
    }

    [Fact]
    public async Task The_readable_columns_name_no_child_and_no_actor()
    {
        await using var connection = await database.Database.OpenAsync(Ct);
        foreach (var table in new[] { "log_entries", "log_actors", "log_keys", "log_checkpoints" })
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table}";
            await using var reader = await command.ExecuteReaderAsync(Ct);
            while (await reader.ReadAsync(Ct))
            {
                for (var i = 0; i < reader.FieldCount; i++)
                {
                    var text = reader.GetValue(i) is byte[] bytes ? System.Text.Encoding.Latin1.GetString(bytes) : $"{reader.GetValue(i)}";
                    Assert.DoesNotContain("child-", text, StringComparison.Ordinal);
                    Assert.DoesNotContain("actor-", text, StringComparison.Ordinal);
                }
            }
        }
    }

    private async Task<int> CountAsync(LogQuery query) => (await _node.Reader.SearchAsync(query with { Limit = 1000 }, Ct)).Records.Count;
}

public sealed class LogReaderOnSqlite() : LogReaderContract(new SqliteDatabase());

public sealed class LogReaderOnPostgres() : LogReaderContract(new PostgresDatabase());

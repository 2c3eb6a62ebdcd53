using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Audit;

/// <summary>The check of a whole log, on both databases, also while nodes append.</summary>
public abstract class LogVerifierContract(ITestDatabase database) : IAsyncLifetime
{
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
    public async Task An_empty_log_is_whole() => Assert.Equal(new LogReport(0, null), await VerifyAsync());

    [Fact]
    public async Task An_honest_log_has_no_findings_after_erasure_and_while_it_grows()
    {
        await AppendAsync(0, 600);
        await _node.Erasure().EraseAsync(new("child-1"), "ERASURE_ORDER", null, TestLog.Disclosure(1).TraceId, Ct);
        var held = await _node.Proofs.CheckpointAsync(Ct);
        var growing = AppendAsync(700, 400);

        var reports = await Task.WhenAll(VerifyAsync(held), VerifyAsync(held), VerifyAsync(held));
        await growing;

        Assert.All([.. reports, await VerifyAsync(held)], report => Assert.True(report.Sound, report.Finding?.What));
        Assert.Equal(1001, (await VerifyAsync(held)).Entries);
    }

    [Theory]
    [InlineData("UPDATE log_entries SET outcome = 'Deny' WHERE idx = 300", 300)]
    [InlineData("DELETE FROM log_entries WHERE idx = 299", 299)]
    [InlineData("DELETE FROM log_actors WHERE idx = 17", 17)]
    [InlineData("UPDATE log_head SET size = 100", 100)]
    [InlineData("UPDATE log_head SET size = -1", 0)]
    [InlineData("UPDATE log_entries SET idx = -5 WHERE idx = 3", 0)]
    public async Task Damage_is_reported_at_its_entry(string sql, long entry)
    {
        await AppendAsync(0, 310);
        await _node.TakeFullRightsAsync();

        await _node.RunAsync(sql);

        var report = await VerifyAsync();

        Assert.InRange(entry, report.Finding!.FirstBad!.Value, report.Finding.LastBad ?? entry);
        Assert.InRange(report.Finding.FirstBad.Value, 0, 310);
    }

    [Theory]
    [InlineData("UPDATE log_head SET signing_key = NULL", "HEAD_CHANGED")]
    [InlineData("UPDATE log_head SET signing_key = 'log.example.nl/test+00000000+AAAA'", "HEAD_CHANGED")]
    [InlineData("UPDATE log_head SET keys_generation = 0", "HEAD_CHANGED")]
    [InlineData("INSERT INTO log_key_successions (from_size, statement) VALUES (4, 'log.example.nl/test')", "SUCCESSION_CHANGED")]
    [InlineData("UPDATE log_keys SET destroyed_at = 1 WHERE wrapped IS NOT NULL", "KEY_CHANGED")]
    [InlineData("UPDATE log_keys SET destroyed_at = NULL", "KEY_CHANGED")]
    [InlineData("UPDATE log_keys SET destroyed_at = destroyed_at + 900000000", "KEY_CHANGED")]
    [InlineData("UPDATE log_keys SET destroyed_at = destroyed_at - 900000000", "KEY_CHANGED")]
    [InlineData("UPDATE log_keys SET created_at = created_at + 1 WHERE wrapped IS NOT NULL", "KEY_CHANGED")]
    [InlineData("UPDATE log_keys SET created_at = created_at + 1 WHERE wrapped IS NULL", "KEY_CHANGED")]
    [InlineData("UPDATE log_keys SET scope = 'Actor' WHERE wrapped IS NULL", "KEY_CHANGED")]
    [InlineData("UPDATE log_keys SET epoch = epoch - 1 WHERE wrapped IS NULL", "KEY_CHANGED")]
    [InlineData("INSERT INTO log_keys (key_id, scope, epoch, tag, wrapped, created_at) SELECT 900, scope, epoch + 1, tag, wrapped, created_at FROM log_keys WHERE tag IS NOT NULL ORDER BY key_id LIMIT 1", "KEY_CHANGED")]
    public async Task A_change_of_what_stands_beside_the_entries_is_found_too(string sql, string code)
    {
        await AppendAsync(0, 10);
        await _node.Erasure().EraseAsync(new("child-1"), "ERASURE_ORDER", null, TestLog.Disclosure(1).TraceId, Ct);
        Assert.True((await VerifyAsync()).Sound);

        await _node.RunAsync(sql);

        Assert.Equal(code, (await VerifyAsync()).Finding?.Code);
    }

    [Fact]
    public async Task A_checkpoint_or_key_of_another_log_is_refused_with_a_sentence()
    {
        await AppendAsync(0, 3);
        var other = Broker.Audit.Notes.LogSigningKey.Generate("another.example");
        var foreign = new Broker.Audit.Notes.Checkpoint("another.example", 1, new byte[32]).SignWith(other);

        Assert.Equal("CHECKPOINT_REFUSED", (await VerifyAsync(foreign)).Finding!.Code);
        Assert.Equal("CHECKPOINT_CHANGED", (await new LogVerifier(database.Database, other.Key).VerifyAsync(null, null, Ct)).Finding!.Code);
    }

    private Task AppendAsync(int from, int count) => Task.WhenAll(Enumerable.Range(from, count).Select(n => _node.AppendAsync(n, $"child-{n % 5}")));

    private Task<LogReport> VerifyAsync(string? held = null) => new LogVerifier(database.Database, TestLog.Signer.Key).VerifyAsync(held, null, Ct);
}

public sealed class LogVerifierOnSqlite() : LogVerifierContract(new SqliteDatabase());

public sealed class LogVerifierOnPostgres() : LogVerifierContract(new PostgresDatabase());

using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Witnesses;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Audit;

/// <summary>Keys of the log: handing over the signing key, keys destroyed behind the log's back, and a log that was set back.</summary>
public abstract class LogKeysContract(ITestDatabase database) : IAsyncLifetime
{
    private readonly RenewableSigner _signer = new();
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"zio-checkpoint-{Guid.NewGuid():N}");
    private AuditLog _log = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await database.CreateAsync();
        _log = TestLog.New(database.Database, _signer, TestLog.Master, new AuditOptions { CheckpointFile = _file });
    }

    public async ValueTask DisposeAsync()
    {
        await _log.DisposeAsync();
        await database.DropAsync();
        File.Delete(_file);
        File.Delete(_file + ".lock");
        File.Delete(_file + ".before");
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_log_that_was_handed_over_verifies_from_the_oldest_key_and_from_the_newest()
    {
        await AppendAsync(0, 3);
        var (old, held) = (_signer.Key, await CheckpointAsync());
        await RotateAsync();
        await AppendAsync(3, 3);
        await RotateAsync();
        await AppendAsync(6, 3);

        foreach (var key in new[] { old, _signer.Key })
        {
            var report = await new LogVerifier(database.Database, key).VerifyAsync(held, null, Ct);
            Assert.True(report.Sound, report.Finding?.What);
            Assert.Equal(11, report.Entries);
        }

        Assert.False(Checkpoint.TryOpen(await CheckpointAsync(), old, out _, out _));
    }

    [Fact]
    public async Task After_a_handover_the_old_key_signs_nothing_more()
    {
        await AppendAsync(0, 2);
        var old = _signer.Current;
        await RotateAsync();
        await AppendAsync(2, 2);
        Assert.True(Checkpoint.TryParse(string.Join('\n', (await CheckpointAsync()).Split('\n')[..3]) + "\n", out var newest));
        await RunAsync($"UPDATE log_checkpoints SET note = '{newest.SignWith(old)}' WHERE size = {newest.Size}");

        Assert.Equal("CHECKPOINT_CHANGED", (await new LogVerifier(database.Database, old.Key).VerifyAsync(null, null, Ct)).Finding?.Code);
    }

    [Fact]
    public async Task A_node_that_lacks_the_new_key_accepts_nothing()
    {
        await AppendAsync(0, 1);
        await using var stale = TestLog.New(database.Database, _signer.Current, TestLog.Master);
        await stale.AppendAsync(TestLog.Disclosure(1), null, Ct);
        Assert.True(stale.Writes);
        await RotateAsync();

        await Assert.ThrowsAsync<AuditUnavailableException>(() => stale.AppendAsync(TestLog.Disclosure(2), null, Ct));
        Assert.False(stale.Writes);
        await AppendAsync(3, 1);
        Assert.True(_log.Writes);
    }

    [Fact]
    public async Task A_key_that_was_made_anew_for_an_old_log_signs_nothing()
    {
        await AppendAsync(0, 2);
        var held = await CheckpointAsync();
        await using var anew = TestLog.New(database.Database, new RenewableSigner(), TestLog.Master);

        var refusal = await Assert.ThrowsAsync<AuditUnavailableException>(() => anew.AppendAsync(TestLog.Disclosure(2), null, Ct));

        Assert.Contains("another key", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(held, await CheckpointAsync());
        Assert.Equal(_signer.Key.ToString(), await LogProofs.SigningKeyAsync(database.Database, Ct));
    }

    [Theory]
    [InlineData("UPDATE log_keys SET wrapped = NULL, tag = NULL WHERE scope = 'Child'", "KEY_DESTROYED")]
    [InlineData("DELETE FROM log_keys WHERE scope = 'Child'", "KEY_DESTROYED")]
    [InlineData("DELETE FROM log_keys WHERE scope = 'Actor'", "KEY_DESTROYED")]
    public async Task A_key_that_was_destroyed_in_the_database_is_found(string sql, string code)
    {
        await AppendAsync(0, 4);
        await RunAsync(sql);

        var finding = (await new LogVerifier(database.Database, _signer.Key).VerifyAsync(null, null, Ct)).Finding;

        Assert.Equal(code, finding?.Code);
        Assert.Equal(0, finding?.FirstBad);
    }

    [Fact]
    public async Task A_key_that_came_back_after_its_erasure_is_found()
    {
        await AppendAsync(0, 2);
        var erasure = new LogErasure(_log, database.Database, TestLog.Master, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<LogErasure>.Instance);
        await RunAsync("CREATE TABLE kept AS SELECT key_id, tag, wrapped FROM log_keys");
        Assert.Equal(1, await erasure.EraseAsync(new("child-1"), "ERASURE_ORDER", null, TestLog.Disclosure(9).TraceId, Ct, "Z-2026-12"));
        Assert.True((await new LogVerifier(database.Database, _signer.Key).VerifyAsync(null, null, Ct)).Sound);
        await RunAsync("UPDATE log_keys SET tag = (SELECT tag FROM kept WHERE kept.key_id = log_keys.key_id), wrapped = (SELECT wrapped FROM kept WHERE kept.key_id = log_keys.key_id)  WHERE scope = 'Child'");

        Assert.Equal("KEY_RETURNED", (await new LogVerifier(database.Database, _signer.Key).VerifyAsync(null, null, Ct)).Finding?.Code);
    }

    [Fact]
    public async Task A_log_that_was_set_back_accepts_no_entry_and_says_so()
    {
        await AppendAsync(0, 5);
        await _log.DisposeAsync();   // writes the checkpoint file
        await RunAsync(database.Database.Provider is Broker.Persistence.DatabaseProvider.Postgres ? "ALTER TABLE log_entries DISABLE TRIGGER ALL" : "DROP TRIGGER log_entries_keep");
        await RunAsync("DELETE FROM log_entries");
        await RunAsync("DELETE FROM log_checkpoints");
        await RunAsync(database.Database.Provider is Broker.Persistence.DatabaseProvider.Postgres ? "UPDATE log_head SET size = 0, edge = ''" : "UPDATE log_head SET size = 0, edge = x''");
        _log = TestLog.New(database.Database, _signer, TestLog.Master, new AuditOptions { CheckpointFile = _file });

        var refusal = await Assert.ThrowsAsync<AuditUnavailableException>(() => AppendAsync(9, 1));

        Assert.Contains("entries from 0 on are gone", refusal.Message, StringComparison.Ordinal);
        Assert.False(_log.Writes);
    }

    [Fact]
    public async Task In_the_sandbox_a_new_database_begins_a_log_that_also_goes_on_after_a_restart()
    {
        await File.WriteAllTextAsync(_file, new Checkpoint(_signer.Key.Name, 24, new byte[32]).SignWith(_signer), Ct);   // of the database that was thrown away
        var sandbox = new AuditOptions { CheckpointFile = _file, EmptyMayStartAnew = true };
        await using (var first = TestLog.New(database.Database, _signer, TestLog.Master, sandbox))
        {
            await first.AppendAsync(TestLog.Disclosure(1), null, Ct);
        }

        await using (var restarted = TestLog.New(database.Database, _signer, TestLog.Master, sandbox))
        {
            Assert.Equal(1, ((AppendedEntry.Written)await restarted.AppendAsync(TestLog.Disclosure(2), null, Ct)).Index);
        }

        Assert.Contains("\n2\n", await File.ReadAllTextAsync(_file, Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_since_a_checkpoint_reads_only_what_came_after_and_finds_damage_there()
    {
        await AppendAsync(0, 600);
        var held = await CheckpointAsync();
        await AppendAsync(600, 20);

        var verifier = new LogVerifier(database.Database, _signer.Key);
        var report = await verifier.VerifyAsync(held, LogCheckDepth.SinceCheckpoint, null, Ct);
        await RunAsync("UPDATE log_checkpoints SET note = replace(note, '620', '621') WHERE size = 620");

        Assert.True(report.Sound, report.Finding?.What);
        Assert.Equal((512L, 620L), (report.From, report.Entries));
        Assert.Equal("TREE_CHANGED", (await verifier.VerifyAsync(held, LogCheckDepth.SinceCheckpoint, null, Ct)).Finding?.Code);
    }

    private Task AppendAsync(int from, int count) => Task.WhenAll(Enumerable.Range(from, count).Select(n => _log.AppendAsync(TestLog.Disclosure(n), null, Ct)));

    private async Task RotateAsync() => Assert.True(await new LogKeyRotation(_log, _signer, TimeProvider.System).RotateAsync(_signer.Prepare(), new("operator", "OPERATOR", null), TestLog.Disclosure(99).TraceId, Ct));

    private Task<string> CheckpointAsync() => new LogProofs(database.Database, _signer, ConfiguredWitnesses.None, TimeProvider.System).CheckpointAsync(Ct);

    private async Task RunAsync(string sql)
    {
        await using var connection = await database.Database.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Ct);
    }

    private sealed class RenewableSigner : ILogSigner
    {
        private LogSigningKey? _next;

        public LogSigningKey Current { get; private set; } = LogSigningKey.Generate("log.example.nl/keys");

        public VerifierKey Key => Current.Key;

        public byte[] Sign(ReadOnlySpan<byte> message) => Current.Sign(message);

        public LogSigningKey Prepare() => _next = LogSigningKey.Generate(Key.Name);

        public bool TryRenew(string verifierKey)
        {
            Current = _next?.Key.ToString() == verifierKey ? _next : Current;
            return Key.ToString() == verifierKey;
        }
    }
}

public sealed class LogKeysOnSqlite() : LogKeysContract(new SqliteDatabase());

public sealed class LogKeysOnPostgres() : LogKeysContract(new PostgresDatabase());

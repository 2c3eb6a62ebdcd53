using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Tree;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Audit;

/// <summary>What the log promises, whatever database is under it.</summary>
public abstract class AuditLogContract(ITestDatabase database) : IAsyncLifetime
{
    private TestLog _node = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await database.CreateAsync();
        _node = new TestLog(database.Database);
        await _node.RunAsync("CREATE TABLE step_acts (number INTEGER NOT NULL)");
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await database.DropAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Entries_are_counted_from_0_and_read_back_whole()
    {
        Assert.Equal(0, await _node.AppendAsync(0));
        Assert.Equal(1, await _node.AppendAsync(1, child: null));

        var record = await _node.Reader.FindAsync(0, Ct);

        var expected = TestLog.Disclosure(0);
        Assert.NotNull(record?.Entry);
        Assert.Equal(expected.Actor, record.Actor);
        Assert.Equal(expected.Child, record.Entry.Child);
        Assert.Equal(expected.Moment, record.Moment);
        Assert.Equal(expected.CategoriesDenied, record.Entry.CategoriesDenied);
        Assert.Equal(expected.Manifest, record.Entry.Manifest);
        Assert.Null(record.Entry.Actor);
        Assert.False(record.Damaged);
    }

    [Fact]
    public async Task Every_acknowledged_entry_has_a_proof_under_a_signed_checkpoint()
    {
        var appended = await Task.WhenAll(Enumerable.Range(0, 300).Select(n => _node.Log.AppendAsync(TestLog.Disclosure(n), null, Ct)));

        foreach (var entry in appended.Cast<AppendedEntry.Written>().Where(entry => entry.Index % 17 == 0))
        {
            var proof = await _node.Proofs.InclusionAsync(entry.Index, Ct);
            Assert.NotNull(proof);
            Assert.True(proof.Proves(entry.LeafHash.Span, TestLog.Signer.Key, out var fault), fault);
            Assert.Equal(entry.LeafHash.ToArray(), MerkleHash.Leaf(proof.Extra.Span));
        }

        Assert.Null(await _node.Proofs.InclusionAsync(300, Ct));
        Assert.Null(await _node.Proofs.InclusionAsync(-1, Ct));
    }

    [Fact]
    public async Task Any_two_checkpoints_are_consistent()
    {
        var first = await CheckpointAfterAsync(0, 5);
        var second = await CheckpointAfterAsync(5, 300);
        var proof = await _node.Proofs.ConsistencyAsync(first.Size, second.Size, Ct);

        Assert.NotNull(proof);
        Assert.True(MerkleProof.IsConsistent(first.Size, second.Size, first.Root.Span, second.Root.Span, proof));
        Assert.Null(await _node.Proofs.ConsistencyAsync(5, 10_000, Ct));
    }

    [Fact]
    public async Task Entries_keep_the_order_of_the_calls()
    {
        var appended = await Task.WhenAll(Enumerable.Range(0, 200).Select(n => _node.Log.AppendAsync(TestLog.Disclosure(n), null, Ct)));

        Assert.Equal(Enumerable.Range(0, 200).Select(n => (long)n), appended.Select(entry => ((AppendedEntry.Written)entry).Index));
    }

    [Fact]
    public async Task A_step_commits_with_its_entry_and_a_refusing_step_leaves_nothing()
    {
        var yes = _node.Log.AppendAsync(TestLog.Disclosure(1), new TestStep(1, () => true), Ct);
        var no = _node.Log.AppendAsync(TestLog.Disclosure(2), new TestStep(2, () => false), Ct);
        var later = _node.Log.AppendAsync(TestLog.Disclosure(3), new TestStep(3, () => true), Ct);

        Assert.Equal(0, Assert.IsType<AppendedEntry.Written>(await yes).Index);
        Assert.IsType<AppendedEntry.Refused>(await no);
        Assert.Equal(1, Assert.IsType<AppendedEntry.Written>(await later).Index);
        Assert.Equal(4, await _node.ScalarAsync("SELECT sum(number) FROM step_acts"));
        Assert.Equal(2, await _node.ScalarAsync("SELECT count(*) FROM log_entries"));
    }

    [Fact]
    public async Task A_failing_step_harms_no_other_entry_of_its_batch()
    {
        var before = _node.Log.AppendAsync(TestLog.Disclosure(1), new TestStep(1, () => true), Ct);
        var failing = _node.Log.AppendAsync(TestLog.Disclosure(2), new TestStep(2, () => throw new InvalidTimeZoneException("of the test")), Ct);
        var after = _node.Log.AppendAsync(TestLog.Disclosure(3), null, Ct);

        await before;
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => failing);
        await after;
        Assert.Equal(1, await _node.ScalarAsync("SELECT sum(number) FROM step_acts"));
        Assert.Equal(2, await _node.ScalarAsync("SELECT size FROM log_head"));
    }

    [Fact]
    public async Task Two_nodes_append_to_one_log_without_gaps_or_forks()
    {
        await using var other = new TestLog(database.Database);
        var appends = Enumerable.Range(0, 400).Select(n => (n % 2 == 0 ? _node : other).AppendAsync(n, $"child-{n % 7}"));

        var indexes = await Task.WhenAll(appends);

        Assert.Equal(Enumerable.Range(0, 400).Select(n => (long)n), indexes.Order());
        Assert.Equal(7, await _node.ScalarAsync("SELECT count(*) FROM log_keys WHERE scope = 'Child'"));
        foreach (var note in await NotesAsync())
        {
            Assert.True(Checkpoint.TryOpen(note, TestLog.Signer.Key, out _, out var fault), fault);
        }
    }

    [Fact]
    public async Task A_node_that_saw_the_empty_log_goes_on_behind_another_s_first_entries()
    {
        Assert.IsType<AppendedEntry.Refused>(await _node.Log.AppendAsync(TestLog.Disclosure(0), new TestStep(0, () => false), Ct));
        await using (var other = new TestLog(database.Database))
        {
            Assert.Equal(0, await other.AppendAsync(1));
            Assert.Equal(1, await other.AppendAsync(2));
        }

        Assert.Equal(2, await _node.AppendAsync(3));
    }

    [Fact]
    public async Task Erasure_makes_content_unreadable_on_every_node_and_keeps_every_proof()
    {
        await using var other = new TestLog(database.Database);
        await _node.AppendAsync(0);
        await other.AppendAsync(1);
        await _node.AppendAsync(2, "child-2");

        Assert.Equal(1, await _node.Erasure().EraseAsync(new("child-1"), "ERASURE_ORDER", null, TestLog.Disclosure(9).TraceId, Ct));
        var after = await other.AppendAsync(3);

        Assert.Null((await other.Reader.FindAsync(0, Ct))!.Entry);
        Assert.Null((await other.Reader.FindAsync(1, Ct))!.Entry);
        Assert.NotNull((await other.Reader.FindAsync(2, Ct))!.Entry);
        Assert.NotNull((await other.Reader.FindAsync(after, Ct))!.Entry);
        Assert.Equal(after, Assert.Single((await _node.Reader.SearchAsync(new() { Child = new("child-1") }, Ct)).Records).Index);
        Assert.Equal("Erasure", (await _node.Reader.FindAsync(3, Ct))!.Kind);
        var proof = await _node.Proofs.InclusionAsync(0, Ct);
        Assert.True(proof!.Proves(MerkleHash.Leaf(proof.Extra.Span), TestLog.Signer.Key, out var fault), fault);
        Assert.Null(await _node.Erasure().EraseAsync(new("nobody"), "ERASURE_ORDER", null, TestLog.Disclosure(9).TraceId, Ct));
    }

    [Fact]
    public async Task A_broken_database_means_unavailable_and_later_appends_work_again()
    {
        await _node.AppendAsync(0);
        await _node.RunAsync("ALTER TABLE log_head RENAME TO log_head_gone");

        await Assert.ThrowsAsync<AuditUnavailableException>(() => _node.AppendAsync(1));

        await _node.RunAsync("ALTER TABLE log_head_gone RENAME TO log_head");
        Assert.Equal(1, await _node.AppendAsync(2));
    }

    [Fact]
    public async Task A_writer_that_breaks_answers_its_callers_and_begins_anew()
    {
        using var broken = new BrokenLogger(messageId: 3002);
        await using var log = TestLog.New(database.Database, TestLog.Signer, TestLog.Master, logger: broken.For<AuditLog>());
        await _node.RunAsync("ALTER TABLE log_head RENAME TO log_head_gone");
        await UnavailableAsync();
        await _node.RunAsync("ALTER TABLE log_head_gone RENAME TO log_head");

        Assert.Equal(0, await _node.AppendAsync(2));
        Assert.Equal(1, Assert.IsType<AppendedEntry.Written>(await AppendAsync()).Index);
        Assert.True(log.Writes);

        Task UnavailableAsync() => Assert.ThrowsAsync<AuditUnavailableException>(AppendAsync);

        Task<AppendedEntry> AppendAsync() => log.AppendAsync(TestLog.Disclosure(1), null, Ct).WaitAsync(TimeSpan.FromSeconds(30), Ct);
    }

    [Fact]
    public async Task Entries_that_cannot_be_kept_are_refused_before_they_wait()
    {
        var entry = TestLog.Disclosure(0);

        await Assert.ThrowsAsync<ArgumentException>(() => _node.Log.AppendAsync(entry with { TraceId = "xyz" }, null, Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => _node.Log.AppendAsync(entry with { TraceId = new string('0', 32) }, null, Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => _node.Log.AppendAsync(entry with { Replay = new string('x', 70_000) }, null, Ct));
        Assert.Equal(0, await _node.ScalarAsync("SELECT size FROM log_head"));
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("half \ud83d pair")]
    [InlineData("=cmd|' /C calc'!A0")]
    public async Task A_code_that_no_column_can_hold_does_not_stop_the_log(string code)
    {
        await _node.Log.AppendAsync(TestLog.Disclosure(0) with { Purpose = new(code), MatrixRow = new string('m', 5000) }, null, Ct);

        Assert.Equal(code.Replace('\ud83d', '\ufffd'), (await _node.Reader.FindAsync(0, Ct))!.Entry!.Purpose!.Value.Code);
    }

    [Fact]
    public async Task Rows_cannot_be_changed_or_deleted_by_plain_SQL()
    {
        await _node.AppendAsync(0);

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => _node.RunAsync("DELETE FROM log_entries"));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => _node.RunAsync("UPDATE log_entries SET outcome = 'Deny'"));
    }

    [Fact]
    public async Task A_closed_log_refuses_and_a_cancelled_wait_stops_waiting()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _node.Log.AppendAsync(TestLog.Disclosure(0), null, new CancellationToken(true)));
        var node = new TestLog(database.Database);
        await node.DisposeAsync();
        await Assert.ThrowsAsync<AuditUnavailableException>(() => node.AppendAsync(1));
    }

    private async Task<Checkpoint> CheckpointAfterAsync(int from, int to)
    {
        await Task.WhenAll(Enumerable.Range(from, to - from).Select(n => _node.AppendAsync(n)));
        Assert.True(Checkpoint.TryOpen(await _node.Proofs.CheckpointAsync(Ct), TestLog.Signer.Key, out var checkpoint, out var fault), fault);
        Assert.Equal(to, checkpoint.Size);
        return checkpoint;
    }

    private async Task<List<string>> NotesAsync()
    {
        await using var connection = await database.Database.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT note FROM log_checkpoints ORDER BY size";
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var notes = new List<string>();
        while (await reader.ReadAsync(Ct))
        {
            notes.Add(reader.GetString(0));
        }

        return notes;
    }
}

public sealed class AuditLogOnSqlite() : AuditLogContract(new SqliteDatabase());

public sealed class AuditLogOnPostgres() : AuditLogContract(new PostgresDatabase());

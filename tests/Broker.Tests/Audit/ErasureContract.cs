using System.Data.Common;
using Microsoft.Extensions.Logging;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Tests.Exchange;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Audit;

/// <summary>What goes with a child and what stays, on both databases.</summary>
public abstract class ErasureContract(ITestDatabase database) : IAsyncLifetime
{
    private static readonly byte[] OfYouth = [1], OfOne = [2], OfBoth = [3];
    private TestLog _node = null!;

    private protected TestLog Node => _node;

    private protected BrokerDatabase Database => database.Database;

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await database.CreateAsync();
        _node = new TestLog(database.Database);
        foreach (var child in new[] { "child-1", "child-2" })
        {
            await WriteAsync("INSERT INTO children (id, consent_version, wrapped_key, created_at) VALUES (@a, 1, @b, '2026-01-01')", child, new byte[] { 9 });
            await WriteAsync("INSERT INTO facts (id, child_id, kind, subject, body, recorded_by, source, observed_at, recorded_at) VALUES (@b, @a, 'Flag', 'PROTECTED_LOCATION', @c, 'gemeente-1', 's', '2026-01-01', '2026-01-01')", child, Guid.NewGuid(), new byte[] { 9 });
            await WriteAsync("INSERT INTO oversight_children (organisation, pseudonym, child) VALUES ('school-1', @b, @a)", child, "name-of-" + child);
            await PersonAsync("parent-b", child, OfBoth);
        }

        await PersonAsync("jeugdige", "child-1", OfYouth);
        await PersonAsync("parent-a", "child-1", OfOne);
        foreach (var (id, organisation, state) in new[] { ("done", "school-1", "DONE"), ("running", "swv-1", "RUNNING"), ("elsewhere", "gemeente-9", "DONE") })
        {
            await WriteAsync("INSERT INTO oversight_exports (id, organisation, asked_by, asked_role, asked_at, reason, format, question, state, written, resume_at, parts) VALUES (@a, @b, 'x', 'FG', 1, 'REVIEW', 'Csv', '2026-11-01/2026-11-01', @c, 1, '2026-11-01', 1)", id, organisation, state);
            await WriteAsync("INSERT INTO oversight_export_parts (export, part, body) VALUES (@a, 0, @b)", id, new byte[] { 9 });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await database.DropAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task With_a_child_go_its_own_acts_and_those_of_who_stands_for_no_other_and_the_log_verifies()
    {
        await ActsAsync();

        Assert.Equal(3, await _node.Erasure().EraseAsync(new("child-1"), "ERASURE_ORDER", null, TestLog.Disclosure(9).TraceId, Ct, "Z-2026-12"));   // the child, the youth, one parent

        Assert.Equal("0011", await ReadableActorsAsync());
        Assert.NotNull((await _node.Reader.FindAsync(3, Ct))!.Entry);
        var report = await new LogVerifier(database.Database, TestLog.Signer.Key).VerifyAsync(null, null, Ct);
        Assert.True(report.Sound, report.Finding?.What);
    }

    [Fact]
    public async Task Without_an_order_no_person_s_key_goes_whose_retention_has_not_ended()
    {
        await ActsAsync();

        Assert.Equal(1, await _node.Erasure().EraseAsync(new("child-1"), "RETENTION_ENDED", null, TestLog.Disclosure(9).TraceId, Ct));

        Assert.Equal("1111", await ReadableActorsAsync());
    }

    [Fact]
    public async Task Names_facts_people_and_waiting_exports_go_with_the_child_and_another_s_stay()
    {
        await ActsAsync();

        await _node.Erasure().EraseAsync(new("child-1"), "ERASURE_ORDER", null, TestLog.Disclosure(9).TraceId, Ct, "Z-2026-12");

        foreach (var (table, column) in new[] { ("facts", "child_id"), ("persons", "child_id"), ("oversight_children", "child") })
        {
            Assert.Equal(0, await _node.ScalarAsync($"SELECT count(*) FROM {table} WHERE {column} = 'child-1'"));
            Assert.Equal(1, await _node.ScalarAsync($"SELECT count(*) FROM {table} WHERE {column} = 'child-2'"));
        }

        Assert.Equal(1, await _node.ScalarAsync("SELECT count(*) FROM oversight_export_parts"));
        Assert.Equal(1, await _node.ScalarAsync("SELECT count(*) FROM oversight_export_parts WHERE export = 'elsewhere'"));
        Assert.Equal(2, await _node.ScalarAsync("SELECT count(*) FROM oversight_exports WHERE state = 'FAILED' AND finished_at IS NOT NULL"));
    }

    [Fact]
    public async Task What_holds_about_a_child_that_was_not_erased_cannot_be_deleted() =>
        await Assert.ThrowsAnyAsync<DbException>(() => _node.RunAsync("DELETE FROM facts WHERE child_id = 'child-2'"));

    /// <summary>0 to 2 are about child-1, by the youth, by its own parent and by the parent of both; 3 is about child-2.</summary>
    private protected async Task ActsAsync()
    {
        foreach (var (n, child, who) in new[] { (0, "child-1", OfYouth), (1, "child-1", OfOne), (2, "child-1", OfBoth), (3, "child-2", OfBoth) })
        {
            var actor = new AuditActor(FamilyPseudonym.Of(TestLog.Master, Convert.ToHexStringLower(who)), "PARENT", null);
            await _node.Log.AppendAsync(TestLog.Disclosure(n, child) with { Kind = AuditKind.ConsentAct, Actor = actor }, null, Ct);
        }
    }

    /// <summary>One digit for each act of <see cref="ActsAsync"/>: 1 when it can be read who did it.</summary>
    private async Task<string> ReadableActorsAsync()
    {
        var readable = "";
        for (var n = 0; n < 4; n++)
        {
            readable += (await _node.Reader.FindAsync(n, Ct))!.Actor is null ? "0" : "1";
        }

        return readable;
    }

    private Task PersonAsync(string id, string child, byte[] signIn) =>
        WriteAsync("INSERT INTO persons (id, child_id, body, sign_in_lookup) VALUES (@a, @b, @c, @d)", id, child, new byte[] { 9 }, signIn);

    private protected async Task WriteAsync(string sql, params object[] values)
    {
        if (database.Database.Provider is DatabaseProvider.Postgres)
        {
            sql = sql.Replace("'2026-01-01'", "timestamptz '2026-01-01'", StringComparison.Ordinal);
        }

        await using var connection = await database.Database.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@{(char)('a' + i)}", values[i]);
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync(Ct);
    }
}

public sealed class ErasureOnSqlite() : ErasureContract(new SqliteDatabase())
{
    [Fact]
    public async Task A_destroyed_key_stands_nowhere_in_the_files_of_the_database_any_more()
    {
        await Node.AppendAsync(0);
        var sealedKey = Assert.Single(await Node.BlobsAsync("SELECT wrapped FROM log_keys WHERE scope = 'Child'"));
        Assert.True(await StandsAsync(sealedKey));

        await Node.Erasure().EraseAsync(new("child-1"), "ERASURE_ORDER", null, TestLog.Disclosure(9).TraceId, Ct, "Z-2026-12");

        Assert.False(await StandsAsync(sealedKey));
    }

    [Fact]
    public async Task An_erasure_holds_while_somebody_reads_on_and_says_that_the_overwritten_key_is_still_in_the_journal()
    {
        await Node.AppendAsync(0);
        var sealedKey = Assert.Single(await Node.BlobsAsync("SELECT wrapped FROM log_keys WHERE scope = 'Child'"));
        await using var reading = await Database.OpenAsync(Ct);
        await using var begun = ((Microsoft.Data.Sqlite.SqliteConnection)reading).BeginTransaction(deferred: true);
        await using var command = reading.CreateCommand();
        (command.Transaction, command.CommandText) = (begun, "SELECT count(*) FROM log_keys");
        await command.ExecuteScalarAsync(Ct);
        using var captured = new CapturedLog();
        using var loggers = LoggerFactory.Create(building => building.AddProvider(captured));

        Assert.Equal(1, await Node.Erasure(logger: loggers.CreateLogger<LogErasure>()).EraseAsync(new("child-1"), "ERASURE_ORDER", null, TestLog.Disclosure(9).TraceId, Ct, "Z-2026-12"));

        Assert.Equal(0, await Node.ScalarAsync("SELECT count(*) FROM log_keys WHERE scope = 'Child' AND wrapped IS NOT NULL"));
        Assert.True(await StandsAsync(sealedKey));
        Assert.Contains(captured.Lines, line => line.Contains("Warning", StringComparison.Ordinal) && line.Contains("write-ahead log", StringComparison.Ordinal));
    }

    private async Task<bool> StandsAsync(byte[] sealedKey)
    {
        var file = new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(Database.ConnectionString).DataSource;
        var found = false;
        foreach (var part in new[] { file, file + "-wal" }.Where(File.Exists))
        {
            await using var stream = new FileStream(part, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, Ct);
            found |= bytes.ToArray().AsSpan().IndexOf(sealedKey) >= 0;
        }

        return found;
    }
}

public sealed class ErasureOnPostgres() : ErasureContract(new PostgresDatabase())
{
    [Fact]
    public async Task An_export_that_becomes_whole_during_the_erasure_goes_with_the_child()
    {
        await ActsAsync();
        await WriteAsync("INSERT INTO oversight_exports (id, organisation, asked_by, asked_role, asked_at, reason, format, question, state, written, resume_at, parts) VALUES (@a, 'swv-1', 'x', 'FG', 1, 'REVIEW', 'Csv', '2026-11-01/2026-11-01', 'WAITING', 0, '2026-11-01', 0)", "its-only-day");
        await using var writer = await Database.OpenAsync(Ct);
        await using var day = await writer.BeginTransactionAsync(Ct);
        await RunAsync(writer, day, "INSERT INTO oversight_export_parts (export, part, body) VALUES ('its-only-day', 0, 'x')");
        await RunAsync(writer, day, $"UPDATE oversight_exports SET state = 'DONE', parts = 1, finished_at = {DateTimeOffset.UtcNow.UtcTicks} WHERE id = 'its-only-day'");

        var erasure = Node.Erasure().EraseAsync(new("child-1"), "ERASURE_ORDER", null, TestLog.Disclosure(9).TraceId, Ct, "Z-2026-12");
        await Eventually.TrueAsync(
            async () => await Node.ScalarAsync("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") > 0, "the erasure to wait for the day", Ct);
        await day.CommitAsync(Ct);
        await erasure;

        Assert.Equal(0, await Node.ScalarAsync("SELECT count(*) FROM oversight_export_parts WHERE export = 'its-only-day'"));
        Assert.Equal(1, await Node.ScalarAsync("SELECT count(*) FROM oversight_exports WHERE id = 'its-only-day' AND state = 'FAILED'"));
    }

    private static async Task RunAsync(DbConnection connection, DbTransaction transaction, string sql)
    {
        await using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, sql);
        await command.ExecuteNonQueryAsync(Ct);
    }
}

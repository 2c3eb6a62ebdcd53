using Npgsql;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Storage;
using ZioExchange.Broker.Persistence;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Audit;

/// <summary>Synchronous replication whose standby is gone: PostgreSQL commits locally and waits.</summary>
[Trait("Needs", "PostgreSQL")]
public sealed class LostStandbyTests
{
    [Fact]
    public async Task An_entry_that_no_standby_confirmed_is_not_acknowledged()
    {
        var ct = TestContext.Current.CancellationToken;
        var server = await PostgresServer.AloneAsync();
        await using var database = Patient(server);
        await Migrations.ApplyAsync(database, ct);
        await using var node = new TestLog(database);
        Assert.IsType<AppendedEntry.Written>(await node.Log.AppendAsync(TestLog.Disclosure(1), step: null, ct));
        await LoseStandbyAsync(server, database, ct);

        await using var hasty = new BrokerDatabase(DatabaseProvider.Postgres, new NpgsqlConnectionStringBuilder(server.ConnectionString) { CommandTimeout = 2 }.ConnectionString);
        await using var unheard = TestLog.NewNode(hasty);
        await Assert.ThrowsAsync<AuditUnavailableException>(() => unheard.AppendAsync(TestLog.Disclosure(2), step: null, ct));
    }

    [Fact]
    public async Task After_a_failover_a_node_goes_on_that_had_read_what_no_standby_confirmed()
    {
        var ct = TestContext.Current.CancellationToken;
        var server = await PostgresServer.AloneAsync();
        await server.RunAsync("CREATE DATABASE zio");
        await using var database = Patient(server, "zio");
        await Migrations.ApplyAsync(database, ct);
        await using var node = new TestLog(database);
        Assert.IsType<AppendedEntry.Written>(await node.Log.AppendAsync(TestLog.Disclosure(1), step: null, ct));
        await WithoutSessionsAsync(server, "CREATE DATABASE standby TEMPLATE zio");
        await LoseStandbyAsync(server, database, ct);

        // One is to stand on another, which is there to read.
        foreach (var unconfirmed in new[] { 2, 3 })
        {
            var waiting = node.Log.AppendAsync(TestLog.Disclosure(unconfirmed), step: null, ct);
            await EndWaitAsync(server, waiting, "pg_terminate_backend", ct);
            await Assert.ThrowsAsync<AuditUnavailableException>(() => waiting);
        }

        Assert.Equal(3, await node.ScalarAsync("SELECT size FROM log_head"));

        await server.RunAsync("ALTER SYSTEM RESET synchronous_standby_names");
        await server.RunAsync("SELECT pg_reload_conf()");
        await WithoutSessionsAsync(server, "ALTER DATABASE zio RENAME TO lost");
        await server.RunAsync("ALTER DATABASE standby RENAME TO zio");
        await using (var other = TestLog.NewNode(database))
        {
            Assert.Equal(1, ((AppendedEntry.Written)await other.AppendAsync(TestLog.Disclosure(4), step: null, ct)).Index);
        }

        Assert.Equal(2, await node.AppendAsync(5));
    }

    [Fact]
    public async Task A_commit_whose_wait_for_the_standby_somebody_cancelled_is_not_acknowledged_and_no_checkpoint_over_it_leaves_until_it_is_confirmed()
    {
        var ct = TestContext.Current.CancellationToken;
        var server = await PostgresServer.AloneAsync();
        await using var database = Patient(server);
        await Migrations.ApplyAsync(database, ct);
        await using var node = new TestLog(database);
        Assert.IsType<AppendedEntry.Written>(await node.Log.AppendAsync(TestLog.Disclosure(1), step: null, ct));
        Assert.Equal(1, SizeOf(await node.Proofs.CheckpointAsync(ct)));
        await LoseStandbyAsync(server, database, ct);

        var waiting = node.Log.AppendAsync(TestLog.Disclosure(2), step: null, ct);
        await EndWaitAsync(server, waiting, "pg_cancel_backend", ct);   // as an operator does who sees sessions hang
        await Assert.ThrowsAsync<AuditUnavailableException>(() => waiting);
        Assert.Equal(2, await node.ScalarAsync("SELECT size FROM log_head"));   // there to read all the same

        foreach (var ask in new Func<Task>[] { () => node.Proofs.CheckpointAsync(ct), () => node.Proofs.LatestAsync(ct), () => node.Proofs.InclusionAsync(1, ct) })
        {
            var asked = ask();
            await EndWaitAsync(server, asked, "pg_cancel_backend", ct);
            await Assert.ThrowsAsync<AuditUnavailableException>(() => asked);
        }

        await server.RunAsync("ALTER SYSTEM RESET synchronous_standby_names");
        await server.RunAsync("SELECT pg_reload_conf()");
        await server.RunAsync("SELECT pg_sleep(1)");
        Assert.Equal(2, SizeOf(await node.Proofs.CheckpointAsync(ct)));
    }

    private static BrokerDatabase Patient(PostgresServer server, string? database = null)
    {
        var settings = new NpgsqlConnectionStringBuilder(server.ConnectionString) { CommandTimeout = 300 };
        settings.Database = database ?? settings.Database;
        return new(DatabaseProvider.Postgres, settings.ConnectionString);
    }

    /// <summary>Returns once commits wait: the server tells its processes by signal.</summary>
    private static async Task LoseStandbyAsync(PostgresServer server, BrokerDatabase database, CancellationToken ct)
    {
        await server.RunAsync("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
        await server.RunAsync("SELECT pg_reload_conf()");
        for (var tries = 0; ; tries++)
        {
            Assert.True(tries < 600);
            await using var connection = await database.OpenAsync(ct);
            var confirmed = CommitWatch.ConfirmAsync(connection, ct);
            await EndWaitAsync(server, confirmed, "pg_cancel_backend", ct);
            try
            {
                await confirmed;
                await Task.Delay(50, ct);
            }
            catch (AuditUnavailableException)
            {
                return;
            }
        }
    }

    private static async Task EndWaitAsync(PostgresServer server, Task waiting, string function, CancellationToken ct)
    {
        for (var tries = 0; !waiting.IsCompleted && tries < 600; tries++)
        {
            await server.RunAsync($"SELECT {function}(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
            await Task.WhenAny(waiting, Task.Delay(100, ct));
        }

        Assert.True(waiting.IsCompleted);
    }

    private static long SizeOf(string note) => SignedNote.TryParse(note, out var signed) && Checkpoint.TryParse(signed.Text, out var checkpoint) ? checkpoint.Size : -1;

    private static Task WithoutSessionsAsync(PostgresServer server, string sql) => server.RunAsync(
        $"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = 'zio'; COMMIT; {sql}");
}

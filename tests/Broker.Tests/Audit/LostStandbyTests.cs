using Npgsql;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Notes;
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
        var settings = new NpgsqlConnectionStringBuilder(server.ConnectionString) { CommandTimeout = 1 };
        await using var database = new BrokerDatabase(DatabaseProvider.Postgres, settings.ConnectionString);
        await Migrations.ApplyAsync(database, ct);
        await using var node = new TestLog(database);
        Assert.IsType<AppendedEntry.Written>(await node.Log.AppendAsync(TestLog.Disclosure(1), step: null, ct));

        await server.RunAsync("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
        await server.RunAsync("SELECT pg_reload_conf()");
        await server.RunAsync("SELECT pg_sleep(1)");   // the server tells its processes by signal
        try
        {
            await Assert.ThrowsAsync<AuditUnavailableException>(() => node.Log.AppendAsync(TestLog.Disclosure(2), step: null, ct));
        }
        finally
        {
            await server.RunAsync("ALTER SYSTEM RESET synchronous_standby_names");
            await server.RunAsync("SELECT pg_reload_conf()");
        }
    }

    [Fact]
    public async Task After_a_failover_a_node_goes_on_that_had_read_what_no_standby_confirmed()
    {
        var ct = TestContext.Current.CancellationToken;
        var server = await PostgresServer.AloneAsync();
        await server.RunAsync("CREATE DATABASE zio");
        var settings = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = "zio", CommandTimeout = 2 };
        await using var database = new BrokerDatabase(DatabaseProvider.Postgres, settings.ConnectionString);
        await Migrations.ApplyAsync(database, ct);
        await using var node = new TestLog(database);
        Assert.IsType<AppendedEntry.Written>(await node.Log.AppendAsync(TestLog.Disclosure(1), step: null, ct));
        await WithoutSessionsAsync(server, "CREATE DATABASE standby TEMPLATE zio");
        await server.RunAsync("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
        await server.RunAsync("SELECT pg_reload_conf()");
        await server.RunAsync("SELECT pg_sleep(1)");

        // One is to stand on another, which is there to read. On a busy machine a second may be over before the commit.
        for (var unconfirmed = 2; await node.ScalarAsync("SELECT size FROM log_head") < 3; unconfirmed++)
        {
            Assert.True(unconfirmed < 20);
            await Assert.ThrowsAsync<AuditUnavailableException>(() => node.Log.AppendAsync(TestLog.Disclosure(unconfirmed), step: null, ct));
        }

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
        var settings = new NpgsqlConnectionStringBuilder(server.ConnectionString) { CommandTimeout = 300 };
        await using var database = new BrokerDatabase(DatabaseProvider.Postgres, settings.ConnectionString);
        await Migrations.ApplyAsync(database, ct);
        await using var node = new TestLog(database);
        Assert.IsType<AppendedEntry.Written>(await node.Log.AppendAsync(TestLog.Disclosure(1), step: null, ct));
        Assert.Equal(1, SizeOf(await node.Proofs.CheckpointAsync(ct)));
        await server.RunAsync("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
        await server.RunAsync("SELECT pg_reload_conf()");
        await server.RunAsync("SELECT pg_sleep(1)");

        var waiting = node.Log.AppendAsync(TestLog.Disclosure(2), step: null, ct);
        await CancelAsync(waiting);
        await Assert.ThrowsAsync<AuditUnavailableException>(() => waiting);
        Assert.Equal(2, await node.ScalarAsync("SELECT size FROM log_head"));   // there to read all the same

        foreach (var ask in new Func<Task>[] { () => node.Proofs.CheckpointAsync(ct), () => node.Proofs.LatestAsync(ct), () => node.Proofs.InclusionAsync(1, ct) })
        {
            var asked = ask();
            await CancelAsync(asked);
            await Assert.ThrowsAsync<AuditUnavailableException>(() => asked);
        }

        await server.RunAsync("ALTER SYSTEM RESET synchronous_standby_names");
        await server.RunAsync("SELECT pg_reload_conf()");
        await server.RunAsync("SELECT pg_sleep(1)");
        Assert.Equal(2, SizeOf(await node.Proofs.CheckpointAsync(ct)));

        // As an operator does who sees sessions hang.
        async Task CancelAsync(Task task)
        {
            for (var tries = 0; !task.IsCompleted && tries < 600; tries++)
            {
                await server.RunAsync("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
                await Task.WhenAny(task, Task.Delay(100, ct));
            }

            Assert.True(task.IsCompleted);
        }
    }

    private static long SizeOf(string note) => SignedNote.TryParse(note, out var signed) && Checkpoint.TryParse(signed.Text, out var checkpoint) ? checkpoint.Size : -1;

    private static Task WithoutSessionsAsync(PostgresServer server, string sql) => server.RunAsync(
        $"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = 'zio'; COMMIT; {sql}");
}

using Npgsql;
using Xunit;
using ZioExchange.Broker.Audit;
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
}

using Xunit;
using ZioExchange.Broker.Persistence;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Audit.Crashes;

/// <summary>The broker itself is killed (kill -9) under load, again and again: nothing it acknowledged is lost, and the log stays whole.</summary>
public sealed class CrashTests : IDisposable
{
    private readonly string _data = System.IO.Directory.CreateTempSubdirectory("zio-crash-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Twenty_kills_lose_nothing_that_was_acknowledged_on_SQLite()
    {
        var loop = new CrashLoop(_data, DatabaseProvider.Sqlite, $"Data Source={Path.Combine(_data, "zio.db")};Pooling=False");
        await loop.RunAsync(20, new Random(20), TestContext.Current.SendDiagnosticMessage, TestContext.Current.CancellationToken);

        Assert.True(loop.Acknowledged >= 20 * 6);
        Assert.True(loop.Disclosures >= 20);
    }

    [Fact]
    public async Task Three_kills_lose_nothing_that_was_acknowledged_on_PostgreSQL()
    {
        await using var database = new PostgresDatabase();
        await database.CreateAsync();
        var loop = new CrashLoop(_data, DatabaseProvider.Postgres, database.Database.ConnectionString);
        await loop.RunAsync(3, new Random(3), TestContext.Current.SendDiagnosticMessage, TestContext.Current.CancellationToken);

        Assert.True(loop.Acknowledged >= 3 * 6);
        Assert.True(loop.Disclosures >= 3);
    }

    [Fact]
    public async Task Five_kills_of_PostgreSQL_itself_lose_nothing_that_was_acknowledged_and_the_broker_serves_on()
    {
        var server = await MortalPostgres.StartAsync(PostgresServer.Binaries());
        var loop = new DatabaseCrashLoop(_data, server, server.ConnectionString);
        await loop.RunAsync(5, new Random(5), TestContext.Current.SendDiagnosticMessage, TestContext.Current.CancellationToken);

        Assert.True(loop.Acknowledged >= 5 * 7);
        Assert.True(loop.Disclosures >= 5);
    }
}

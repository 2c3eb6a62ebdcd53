using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Tests.Audit;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Nodes;

/// <summary>A node that cannot do its work says so, and gets none.</summary>
public sealed class ReadinessTests : IAsyncLifetime
{
    private readonly SqliteDatabase _database = new();
    private readonly string _data = System.IO.Directory.CreateTempSubdirectory("zio-ready-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _database.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await _database.DropAsync();
        System.IO.Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task A_node_that_may_not_write_to_the_log_it_found_is_not_ready_though_its_database_answers_until_it_may()
    {
        await using var node = BrokerHost.Build([
            "--environment", "Development", "--Data:Path", _data, "--Logging:Console:LogLevel:Default", "None",
            "--Database:Provider", "Sqlite", "--Database:ConnectionString", _database.Database.ConnectionString]);
        var log = node.Services.GetRequiredService<IAuditLog>();
        await using var other = new TestLog(_database.Database);
        await log.AppendAsync(TestLog.Disclosure(0), null, Ct);
        Assert.True(await IsReadyAsync());

        await other.RunAsync($"UPDATE log_head SET signing_key = '{TestLog.Signer.Key}'");
        await Assert.ThrowsAsync<AuditUnavailableException>(() => log.AppendAsync(TestLog.Disclosure(1), null, Ct));
        Assert.False(await IsReadyAsync());

        await other.RunAsync($"UPDATE log_head SET signing_key = '{node.Services.GetRequiredService<ILogSigner>().Key}'");
        await log.AppendAsync(TestLog.Disclosure(2), null, Ct);
        await Eventually.TrueAsync(IsReadyAsync, "the node to be ready again", Ct);

        async Task<bool> IsReadyAsync() => (await node.Services.GetRequiredService<Readiness>().CheckAsync(Ct))["log"];
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;
using ZioExchange.Broker.Audit;
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
    public async Task A_node_whose_writer_of_the_log_ended_is_not_ready_though_its_database_answers()
    {
        await using var node = BrokerHost.Build([
            "--environment", "Development", "--Data:Path", _data, "--Logging:Console:LogLevel:Default", "None",
            "--Database:Provider", "Sqlite", "--Database:ConnectionString", _database.Database.ConnectionString]);
        using var broken = new BrokenLogger(messageId: 3002);
        node.Services.GetRequiredService<ILoggerFactory>().AddProvider(broken);
        await using var other = new TestLog(_database.Database);
        Assert.True(await IsReadyAsync());

        await other.RunAsync("ALTER TABLE log_head RENAME TO log_head_gone");
        await Assert.ThrowsAsync<AuditUnavailableException>(() => node.Services.GetRequiredService<IAuditLog>().AppendAsync(TestLog.Disclosure(0), null, Ct));
        await other.RunAsync("ALTER TABLE log_head_gone RENAME TO log_head");

        await Eventually.TrueAsync(async () => !await IsReadyAsync(), "the node to say that it is not ready", Ct);

        async Task<bool> IsReadyAsync() => (await node.Services.GetRequiredService<Readiness>().CheckAsync(Ct))["log"];
    }
}

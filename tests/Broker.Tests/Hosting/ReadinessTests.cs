using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Tests.Nodes;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Hosting;

/// <summary>Anybody may ask whether the broker works, as often as they like: that costs one look in five seconds, and no answer waits for ever.</summary>
public sealed class ReadinessTests(LiveBroker broker)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_look_that_took_long_is_not_old_when_it_ends()
    {
        var lifetime = new SlowLifetime();
        var readiness = ActivatorUtilities.CreateInstance<Readiness>(await broker.ServicesAsync(), lifetime, lifetime.Clock);

        for (var time = 0; time < 3; time++)
        {
            var found = await readiness.RecentAsync(Ct);
            Assert.Equal((true, lifetime.Clock.GetUtcNow()), found);
        }

        Assert.Equal(1, lifetime.Looks);
        lifetime.Clock.Pass(TimeSpan.FromSeconds(5));
        await readiness.RecentAsync(Ct);
        Assert.Equal(2, lifetime.Looks);
    }

    [Fact]
    public async Task A_database_that_hangs_is_said_to_be_impaired_and_is_not_waited_for()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();   // takes a connection and never says a word
        await using var hangs = new BrokerDatabase(DatabaseProvider.Postgres, $"Host=127.0.0.1;Port={((IPEndPoint)silent.LocalEndpoint).Port};Database=zio;Username=zio;Timeout=600;Command Timeout=600");
        var readiness = ActivatorUtilities.CreateInstance<Readiness>(await broker.ServicesAsync(), hangs);

        Assert.False((await readiness.RecentAsync(Ct).WaitAsync(TimeSpan.FromMinutes(1), Ct)).Good);
    }

    [Fact]
    public async Task A_node_that_was_asked_to_stop_says_so_and_answers_until_it_has_drained()
    {
        await using var node = new LiveBroker { Settings = ["--Load:DrainSeconds", "25"] };
        var services = await node.ServicesAsync();
        Assert.Null((await node.GetAsync("/log/checkpoint", Ct)).Header("Connection"));

        using var hurry = new CancellationTokenSource();
        services.GetRequiredService<IHostApplicationLifetime>().StopApplication();   // what SIGTERM does
        var stopped = services.GetRequiredService<IHost>().StopAsync(hurry.Token);
        var ready = await node.GetAsync("/health/ready", Ct);
        var answer = await node.GetAsync("/log/checkpoint", Ct);

        Assert.Equal((503, false), (ready.Status, ready.Json.GetProperty("checks").GetProperty("serving").GetBoolean()));
        Assert.Equal((200, "close"), (answer.Status, answer.Header("Connection")));
        Assert.False(stopped.IsCompleted);
        await hurry.CancelAsync();
        await stopped;
    }

    /// <summary>Each look takes six seconds.</summary>
    private sealed class SlowLifetime : IHostApplicationLifetime
    {
        public JumpingClock Clock { get; } = new();

        public int Looks { get; private set; }

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping
        {
            get
            {
                Looks++;
                Clock.Pass(TimeSpan.FromSeconds(6));
                return CancellationToken.None;
            }
        }

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication()
        {
        }
    }
}

using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Hosting.Load;
using ZioExchange.Broker.Tests.Exchange;

namespace ZioExchange.Broker.Tests.Nodes;

/// <summary>A broker with one place at work.</summary>
public sealed class LoadSheddingByWorkTests(LoadSheddingByWorkTests.Host host) : IClassFixture<LoadSheddingByWorkTests.Host>, IAsyncLifetime
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await host.StartAsync();

    [Fact]
    public async Task A_source_that_hangs_takes_no_place_at_work_from_who_asks_another()
    {
        var pause = host.Broker.Sandbox.Faults.Pause("jeugdhulpaanbieder", "1");
        var hangs = host.Broker.AskAsync("school-so", "1", "OPP", "IB", Ct, ["jeugdhulpaanbieder"]);
        await pause.Asked.WaitAsync(TimeSpan.FromSeconds(30), Ct);

        Assert.Equal(200, (await host.Broker.AskAsync("school-so", "1", "WLZ_ZIO", "IB", Ct, ["zorgaanbieder"])).Status);

        pause.LetGo();
        Assert.Equal(200, (await hangs).Status);
    }

    [Fact]
    public async Task Who_finds_no_place_in_time_hears_503_and_when_to_come_back_and_health_stays_open()
    {
        var places = host.Broker.Services.GetRequiredService<WorkPlaces>();
        using var http = new HttpClient { BaseAddress = host.Broker.Address };
        using (await places.EnterAsync(Ct))
        {
            using var refused = await http.PostAsync(new Uri("/fhir/Patient/$kind-dossier", UriKind.Relative), null, Ct);
            using var ready = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), Ct);

            Assert.Equal(503, (int)refused.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
            Assert.Contains("OVERLOADED", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
            Assert.Equal(200, (int)ready.StatusCode);
        }

        Assert.Equal(200, (await host.Broker.AskAsync("school-so", "1", "WLZ_ZIO", "IB", Ct, ["zorgaanbieder"])).Status);
        Assert.Equal(0, places.AtWork);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public sealed class Host : BrokerFixture
    {
        protected override Task<string[]> ArgumentsAsync() => Task.FromResult<string[]>(["--Load:AtWork", "1"]);
    }
}

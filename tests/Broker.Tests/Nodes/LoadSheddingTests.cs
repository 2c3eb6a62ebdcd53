using Xunit;
using ZioExchange.Broker.Tests.Exchange;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Nodes;

public sealed class LoadSheddingTests(LoadSheddingTests.Host host) : IClassFixture<LoadSheddingTests.Host>, IAsyncLifetime
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await host.StartAsync();

    [Fact]
    public async Task Who_comes_on_top_of_what_the_node_can_do_hears_so_at_once_and_health_stays_open()
    {
        var pause = host.Broker.Sandbox.Faults.Pause("jeugdhulpaanbieder", "1");
        var first = AskAsync();
        await pause.Asked.WaitAsync(TimeSpan.FromSeconds(30), Ct);

        using var http = new HttpClient { BaseAddress = host.Broker.Address };
        using var refused = await http.PostAsync(new Uri("/fhir/Patient/$kind-dossier", UriKind.Relative), null, Ct);
        using var live = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), Ct);

        Assert.Equal(503, (int)refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
        Assert.Contains("OVERLOADED", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(200, (int)live.StatusCode);

        pause.LetGo();
        Assert.Equal(200, (await first).Status);
        await Eventually.TrueAsync(IsAnsweredAsync, "the place of an answer that has gone", Ct);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>An answer is whole a moment before its place is free.</summary>
    private async Task<bool> IsAnsweredAsync()
    {
        try
        {
            return (await AskAsync()).Status == 200;
        }
        catch (HttpRequestException refused) when (refused.StatusCode == System.Net.HttpStatusCode.ServiceUnavailable)
        {
            return false;   // before its token
        }
    }

    private Task<BrokerAnswer> AskAsync() => host.Broker.AskAsync("school-so", "1", "OPP", "IB", Ct, ["jeugdhulpaanbieder"]);

    /// <summary>A broker with room for one.</summary>
    public sealed class Host : BrokerFixture
    {
        protected override Task<string[]> ArgumentsAsync() => Task.FromResult<string[]>(["--Load:MostAtOnce", "1"]);
    }
}

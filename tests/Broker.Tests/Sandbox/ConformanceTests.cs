using Xunit;
using ZioExchange.Adapters.Sources;
using ZioExchange.Broker.Cli.Conformance;
using ZioExchange.Broker.Cli.Mappings;
using ZioExchange.Broker.Sandbox.Hosts;

namespace ZioExchange.Broker.Tests.Sandbox;

/// <summary>The self-test that a partner runs against its own endpoint, run against the five systems of the sandbox.</summary>
public sealed class ConformanceTests(LiveSources sources) : IClassFixture<LiveSources>
{
    [Theory]
    [InlineData("school-so", SourceKind.School)]
    [InlineData("swv-oost", SourceKind.Swv)]
    [InlineData("gemeente-a", SourceKind.Gemeente)]
    [InlineData("zorgkantoor", SourceKind.Zorgkantoor)]
    [InlineData("zorgaanbieder", SourceKind.Aanbieder)]
    public async Task A_source_that_keeps_the_contract_passes_every_check(string client, SourceKind kind)
    {
        var results = await RunAsync(client, kind);

        Assert.NotEmpty(results);
        Assert.All(results, result => Assert.True(result.Passed, $"{result.Name}: {result.Fault}"));
    }

    [Fact]
    public async Task A_source_that_answers_about_another_child_is_told_so()
    {
        sources.Hosts.Faults.Set("zorgaanbieder", "1", SourceFault.OtherChild);

        var results = await RunAsync("zorgaanbieder", SourceKind.Aanbieder);

        sources.Hosts.Faults.Set("zorgaanbieder", "1", SourceFault.None);
        Assert.Contains(results, result => result is { Name: "record-names-the-child", Passed: false });
    }

    private async Task<IReadOnlyList<ConformanceResult>> RunAsync(string client, SourceKind kind)
    {
        var endpoint = sources.Hosts.Endpoints[client];
        var key = LiveSources.Demo.Child("1").SourceKeys[client];
        var run = new ConformanceRun(
            EndpointClient.For(endpoint.BaseAddress, endpoint.RevealSecret()), MappingFolder.Load(Path.Combine(AppContext.BaseDirectory, "schemas")), kind, key.Reveal());
        return await run.RunAsync(TestContext.Current.CancellationToken);
    }
}

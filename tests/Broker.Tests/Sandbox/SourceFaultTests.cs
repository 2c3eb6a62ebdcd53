using Xunit;
using ZioExchange.Adapters.Sources;
using ZioExchange.Broker.Sandbox.Hosts;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Sandbox;

/// <summary>Whatever a source does wrong, the fetcher says which of five things happened, in bounded time and memory, and quotes nothing.</summary>
public sealed class SourceFaultTests(LiveSources sources) : IClassFixture<LiveSources>
{
    private static readonly (string Client, string[] Categories)[] Asked =
    [
        ("school-so", ["ID_BASIS"]),
        ("school-so", ["ROOSTER_AANWEZIGHEID"]),
        ("swv-oost", ["TLV"]),
        ("gemeente-a", ["JEUGDHULP_BESCHIKKING"]),
        ("zorgkantoor", ["WLZ_INDICATIE"]),
        ("zorgaanbieder", ["ZORGPLAN_ZIO"]),
    ];

    public static IEnumerable<TheoryDataRow<int, SourceFault, SourceFailure>> Faults =>
        from asked in Enumerable.Range(0, Asked.Length)
        from fault in new[]
        {
            (SourceFault.Down, SourceFailure.Unreachable),
            (SourceFault.OutOfOrder, SourceFailure.Unreachable),
            (SourceFault.Slow, SourceFailure.TimedOut),
            (SourceFault.Hangs, SourceFailure.TimedOut),
            (SourceFault.Garbage, SourceFailure.BadAnswer),
            (SourceFault.Foreign, SourceFailure.BadAnswer),
            (SourceFault.Endless, SourceFailure.TooLarge),
            (SourceFault.OtherChild, SourceFailure.OtherChild),
            (SourceFault.Dtd, SourceFailure.BadAnswer),
            (SourceFault.Truncated, SourceFailure.BadAnswer),
            (SourceFault.Redirect, SourceFailure.BadAnswer),
            (SourceFault.WrongMediaType, SourceFailure.BadAnswer),
        }
        select new TheoryDataRow<int, SourceFault, SourceFailure>(asked, fault.Item1, fault.Item2);

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_of_a_source_has_one_name_and_leaks_nothing(int asked, SourceFault fault, SourceFailure failure)
    {
        var (client, categories) = Asked[asked];
        sources.Hosts.Faults.Slowness = TimeSpan.FromMinutes(10);
        sources.Hosts.Faults.Set(client, "1", fault);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(fault is SourceFault.Slow or SourceFault.Hangs ? TimeSpan.FromMilliseconds(150) : TimeSpan.FromSeconds(60));
        try
        {
            var thrown = await Assert.ThrowsAsync<SourceFailureException>(() =>
                sources.FetchAsync(client, "1", "swv-oost", categories, new SourceLimits(1024 * 1024), deadline.Token));

            Assert.Equal(failure, thrown.Failure);
            Assert.Equal(sources.Hosts.Endpoints[client].Kind, thrown.SourceKind);
            Assert.Null(thrown.InnerException);
            Assert.Equal($"Source {thrown.SourceKind} gave no usable answer: {failure}.", thrown.Message);
        }
        finally
        {
            sources.Hosts.Faults.Set(client, "1", SourceFault.None);
        }
    }

    [Fact]
    public async Task A_slow_source_within_the_deadline_answers_well()
    {
        sources.Hosts.Faults.Slowness = TimeSpan.FromMilliseconds(50);
        sources.Hosts.Faults.Set("swv-oost", "2", SourceFault.Slow);

        Assert.Single(await sources.FetchAsync("swv-oost", "2", "school-so", ["TLV"]));
    }

    [Fact]
    public async Task A_fault_about_one_child_costs_no_other_child()
    {
        sources.Hosts.Faults.Set("swv-oost", "3", SourceFault.Garbage);

        Assert.Single(await sources.FetchAsync("swv-oost", "4", "school-so", ["TLV"]));
    }

    [Fact]
    public async Task A_source_with_another_secret_is_refused()
    {
        var right = sources.Hosts.Endpoints["swv-oost"];
        var wrong = new SourceEndpoint(SourceKind.Swv, right.BaseAddress, sources.Hosts.Endpoints["swv-noord"].RevealSecret());

        var thrown = await Assert.ThrowsAsync<SourceFailureException>(() => sources.Fetchers().FetchAsync(
            Permits.For("school-so", "TLV"), wrong, LiveSources.Demo.Child("1").SourceKeys["swv-oost"], TestContext.Current.CancellationToken));

        Assert.Equal(SourceFailure.BadAnswer, thrown.Failure);
    }

    [Fact]
    public async Task A_source_that_is_gone_is_unreachable()
    {
        var gone = await StartedAndStoppedAsync();

        var thrown = await Assert.ThrowsAsync<SourceFailureException>(() => sources.Fetchers().FetchAsync(
            Permits.For("school-so", "TLV"), gone, LiveSources.Demo.Child("1").SourceKeys["swv-oost"], TestContext.Current.CancellationToken));

        Assert.Equal(SourceFailure.Unreachable, thrown.Failure);
    }

    [Fact]
    public async Task The_sources_stop_while_one_of_them_hangs()
    {
        var hosts = await SandboxSourceHosts.StartAsync(
            LiveSources.Demo, SandboxSecrets.Generate(LiveSources.Demo), new SandboxSourceOptions(), LiveSources.Environment("Development"),
            TestContext.Current.CancellationToken);
        hosts.Faults.Set("swv-oost", "1", SourceFault.Hangs);
        var asked = sources.Fetchers().FetchAsync(
            Permits.For("school-so", "TLV"), hosts.Endpoints["swv-oost"], LiveSources.Demo.Child("1").SourceKeys["swv-oost"], TestContext.Current.CancellationToken);

        await hosts.DisposeAsync();

        Assert.Equal(SourceFailure.Unreachable, (await Assert.ThrowsAsync<SourceFailureException>(() => asked)).Failure);
    }

    private static async Task<SourceEndpoint> StartedAndStoppedAsync()
    {
        await using var hosts = await SandboxSourceHosts.StartAsync(
            LiveSources.Demo, SandboxSecrets.Generate(LiveSources.Demo), new SandboxSourceOptions(), LiveSources.Environment("Development"),
            TestContext.Current.CancellationToken);
        return hosts.Endpoints["swv-oost"];
    }
}

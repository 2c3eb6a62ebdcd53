using Xunit;
using ZioExchange.Broker.Sandbox.Hosts;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Exchange;

/// <summary>A source in trouble costs its own part of the answer, within the deadline, and nothing else.</summary>
public sealed class SourceTroubleTests(SourceTroubleTests.Host host) : IClassFixture<SourceTroubleTests.Host>, IAsyncLifetime
{
    private static readonly (string Client, string Purpose, string Role, string Source)[] Asked =
    [
        ("swv-oost", "TLV_AANVRAAG", "ORTHOPEDAGOOG_SWV", "school-so"),
        ("zorgaanbieder", "ZIO_UITVOERING", "ZORGVERLENER", "school-so"),
        ("school-so", "TLV_AANVRAAG", "IB", "swv-oost"),
        ("zorgkantoor", "AFSTEMMING_JW_WLZ", "ZORGADVISEUR_ZK", "gemeente-a"),
        ("gemeente-a", "AFSTEMMING_JW_WLZ", "JEUGDCONSULENT", "zorgkantoor"),
        ("school-so", "OPP", "IB", "jeugdhulpaanbieder"),
    ];

    public static IEnumerable<TheoryDataRow<int, SourceFault>> Faults =>
        from asked in Enumerable.Range(0, Asked.Length)
        from fault in Enum.GetValues<SourceFault>()
        where fault is not SourceFault.None
        select new TheoryDataRow<int, SourceFault>(asked, fault);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await host.StartAsync();

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task The_answer_names_what_is_missing_and_holds_nothing_of_the_source(int asked, SourceFault fault)
    {
        var (client, purpose, role, source) = Asked[asked];
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        bound.CancelAfter(TimeSpan.FromMinutes(2));
        host.Broker.Sandbox.Faults.Slowness = TimeSpan.FromMinutes(10);
        host.Broker.Sandbox.Faults.Set(source, "1", fault);
        try
        {
            var answer = await AskAsync();

            Assert.Equal(200, answer.Status);
            Assert.Empty(answer.Content);
            Assert.Equal([fault is SourceFault.OtherChild ? "CHILD_MISMATCH" : "SOURCE_UNAVAILABLE"], answer.Reasons);
            var last = await host.LastOfAsync("1", answer, Ct);
            Assert.Equal("Decision", last.Kind);
            Assert.Equal(answer.Reasons[0], last.Entry!.Details["undelivered"]);
        }
        finally
        {
            host.Broker.Sandbox.Faults.Set(source, "1", SourceFault.None);
        }

        await Eventually.TrueAsync(async () => (await AskAsync()).Content.Any(), "a sound source to answer in time", Ct);

        Task<BrokerAnswer> AskAsync() => host.Broker.AskAsync(client, "1", purpose, role, bound.Token, [source], client == "swv-oost" ? "VZ-2026-0101" : null);
    }

    [Theory]
    [InlineData("zorgkantoor", "zorgaanbieder")]
    [InlineData("zorgaanbieder", "zorgkantoor")]
    public async Task Of_two_sources_the_one_in_trouble_is_named_and_the_other_arrives(string broken, string sound)
    {
        var register = new RegisterSteps(host.Broker);
        foreach (var parent in new[] { "kind-1-ouder-a", "kind-1-ouder-b" })
        {
            await register.GiveAsync("zorgkantoor", "1", parent, "WLZ_ZIO", ["school-so"], ["ID_BASIS", "WLZ_INZET"], Ct);
        }

        await Eventually.TrueAsync(async () => (await host.Broker.AskAsync("school-so", "1", "WLZ_ZIO", "IB", Ct)).Resources.Count(IsProvenance) == 2, "both sources", Ct);
        host.Broker.Sandbox.Faults.Set(broken, "1", SourceFault.Hangs);
        try
        {
            var answer = await host.Broker.AskAsync("school-so", "1", "WLZ_ZIO", "IB", Ct);
            await Eventually.TrueAsync(async () => answer.Content.Any() || (answer = await host.Broker.AskAsync("school-so", "1", "WLZ_ZIO", "IB", Ct)).Content.Any(), "the sound source", Ct);

            Assert.Equal(200, answer.Status);
            Assert.Equal(["SOURCE_UNAVAILABLE"], answer.Reasons);
            Assert.Contains(host.Broker.Families.IdentifierOf(broken)!.Value, answer.Text, StringComparison.Ordinal);
            var provenance = Assert.Single(answer.Resources, IsProvenance);
            Assert.Contains(host.Broker.Families.IdentifierOf(sound)!.Value, provenance.GetRawText(), StringComparison.Ordinal);
        }
        finally
        {
            host.Broker.Sandbox.Faults.Set(broken, "1", SourceFault.None);
        }
    }

    [Fact]
    public async Task A_source_that_was_not_named_and_refuses_is_not_mentioned()
    {
        var answer = await host.Broker.AskAsync("school-so", "6", "WLZ_ZIO", "IB", Ct);
        var named = await host.Broker.AskAsync("school-so", "6", "WLZ_ZIO", "IB", Ct, ["zorgaanbieder", "zorgkantoor"]);

        Assert.Equal(200, answer.Status);
        Assert.NotEmpty(answer.Content);
        Assert.DoesNotContain("CONSENT_NOT_AVAILABLE", answer.Reasons);
        Assert.DoesNotContain(host.Broker.Families.IdentifierOf("zorgkantoor")!.Value, answer.Text, StringComparison.Ordinal);
        Assert.Equal(200, named.Status);
        Assert.Contains("CONSENT_NOT_AVAILABLE", named.Reasons);
        Assert.Contains(host.Broker.Families.IdentifierOf("zorgkantoor")!.Value, named.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sources_are_asked_side_by_side()
    {
        await using var broker = await SandboxBroker.StartAsync(Ct, "--now", BrokerFixture.Now);   // which waits longer: both must be reached
        var first = broker.Sandbox.Faults.Pause("zorgaanbieder", "7");
        var second = broker.Sandbox.Faults.Pause("zorgkantoor", "7");
        await new RegisterSteps(broker).GiveAsync("zorgkantoor", "7", "gi", "WLZ_ZIO", ["school-so"], ["ID_BASIS", "WLZ_INZET"], Ct);

        var asking = broker.AskAsync("school-so", "7", "WLZ_ZIO", "IB", Ct);
        await Task.WhenAll(first.Asked, second.Asked).WaitAsync(TimeSpan.FromSeconds(30), Ct);
        first.LetGo();
        second.LetGo();

        Assert.Equal(200, (await asking).Status);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static bool IsProvenance(System.Text.Json.JsonElement resource) => resource.GetProperty("resourceType").GetString() == "Provenance";

    /// <summary>A broker that waits less long for a source.</summary>
    public sealed class Host : BrokerFixture
    {
        protected override Task<string[]> ArgumentsAsync() => Task.FromResult<string[]>(["--Sources:DeadlineMilliseconds", "3000"]);
    }
}

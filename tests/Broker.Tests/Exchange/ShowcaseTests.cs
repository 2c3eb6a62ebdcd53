using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;

namespace ZioExchange.Broker.Tests.Exchange;

/// <summary>The demonstration of the sandbox, over HTTP, for each of the five kinds of source.</summary>
public sealed class ShowcaseTests(ShowcaseTests.Host host) : IClassFixture<ShowcaseTests.Host>
{
    [Theory]
    [InlineData("swv-oost", "TLV_AANVRAAG", "ORTHOPEDAGOOG_SWV", "school-so", "M01")]
    [InlineData("school-so", "TLV_AANVRAAG", "IB", "swv-oost", "M02")]
    [InlineData("school-so", "OPP", "IB", "jeugdhulpaanbieder", "M06")]
    [InlineData("school-so", "WLZ_ZIO", "IB", "zorgaanbieder", "M13")]
    [InlineData("zorgkantoor", "AFSTEMMING_JW_WLZ", "ZORGADVISEUR_ZK", "gemeente-a", "M16")]
    [InlineData("gemeente-a", "AFSTEMMING_JW_WLZ", "JEUGDCONSULENT", "zorgkantoor", "M17")]
    [InlineData("gemeente-a", "VERZUIM_LPW", "LEERPLICHTAMBTENAAR", "school-so", "M18")]
    [InlineData("zorgaanbieder", "ZIO_UITVOERING", "ZORGVERLENER", "school-so", "M42")]
    public async Task A_partner_gets_what_the_row_allows_about_the_showcase_child(string client, string purpose, string role, string source, string row)
    {
        var ct = TestContext.Current.CancellationToken;
        var answer = await host.Broker.AskAsync(client, "1", purpose, role, ct, [source], client == "swv-oost" ? "VZ-2026-0101" : null);

        Assert.True(answer.Status == 200, await WhyAsync(answer, ct));
        var allowed = host.Broker.Services.GetRequiredService<Consent.Policies.Policy>().FindRow(row)!.Categories.Select(category => category.Code).ToHashSet();
        Assert.NotEmpty(answer.Categories);
        Assert.Subset(allowed, answer.Categories.ToHashSet());
        Assert.Contains("Provenance", answer.Types);
    }

    private async Task<string> WhyAsync(SandboxBroker.Answer answer, CancellationToken ct)
    {
        var page = await host.Broker.Services.GetRequiredService<LogReader>().SearchAsync(new LogQuery { Limit = 1 }, ct);
        return $"{answer.Status}: the log says {page.Records[0].Entry?.ReasonCode} on {page.Records[0].MatrixRow}";
    }

    public sealed class Host : IAsyncLifetime
    {
        public SandboxBroker Broker { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Broker = await SandboxBroker.StartAsync(CancellationToken.None, "--now", "2026-11-24T10:00:00+01:00");

        public async ValueTask DisposeAsync() => await Broker.DisposeAsync();
    }
}

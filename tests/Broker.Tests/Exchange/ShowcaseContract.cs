using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.Tests.Exchange;

/// <summary>The demonstration of the sandbox, over HTTP, for each of the five kinds of source.</summary>
public abstract class ShowcaseContract(BrokerFixture host) : IAsyncLifetime
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await host.StartAsync();

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
        var answer = await host.Broker.AskAsync(client, "1", purpose, role, Ct, [source], client == "swv-oost" ? "VZ-2026-0101" : null);

        Assert.True(answer.Status == 200, $"{answer.Status} {string.Join(' ', answer.Reasons)}: the log says {(await host.LastOfAsync("1", answer, Ct)).Entry?.ReasonCode}");
        var allowed = host.Broker.Services.GetRequiredService<Policy>().FindRow(row)!.Categories.Select(category => category.Code).ToHashSet();
        Assert.NotEmpty(answer.Categories);
        Assert.Subset(allowed, answer.Categories.ToHashSet());
        Assert.Contains("Provenance", answer.Types);
    }

    [Fact]
    public async Task A_samenwerkingsverband_without_the_schools_request_gets_nothing()
    {
        var answer = await host.Broker.AskAsync("swv-oost", "1", "TLV_AANVRAAG", "ORTHOPEDAGOOG_SWV", Ct, ["school-so"]);

        Assert.Equal(403, answer.Status);
        Assert.Equal(["NO_SCHOOL_REQUEST"], answer.Reasons);
    }

    [Fact]
    public async Task A_samenwerkingsverband_hears_of_the_missing_request_without_naming_the_school_but_only_about_its_own_children()
    {
        var own = await host.Broker.AskAsync("swv-oost", "1", "TLV_AANVRAAG", "ORTHOPEDAGOOG_SWV", Ct);
        var other = await host.Broker.AskAsync("swv-noord", "1", "TLV_AANVRAAG", "ORTHOPEDAGOOG_SWV", Ct);

        Assert.Equal((403, "NO_SCHOOL_REQUEST"), (own.Status, own.Reasons.Single()));
        Assert.Equal((403, "CONSENT_NOT_AVAILABLE"), (other.Status, other.Reasons.Single()));
    }

    [Fact]
    public async Task The_schools_request_opens_the_gate_for_the_samenwerkingsverband_it_names()
    {
        var school = new RegisterSteps(host.Broker);

        var (reference, pseudonym) = await school.AskSwvAsync("school-so", "2", "swv-oost", "TLV_AANVRAAG", Ct);
        var question = host.Broker.Question("swv-oost", "2", "TLV_AANVRAAG", "ORTHOPEDAGOOG_SWV", ["school-so"], reference) with { Subject = new(ZioExchange.Broker.ConsentRegister.Systems.Pseudonym, pseudonym) };
        var answer = await host.Broker.AskAsync("swv-oost", question, Ct);
        var other = await host.Broker.AskAsync("swv-noord", question with { Practitioner = host.Broker.Families.ProfessionalOf("swv-noord", "ORTHOPEDAGOOG_SWV")! }, Ct);

        Assert.Equal(200, answer.Status);
        Assert.Contains("OPP_KERN", answer.Categories);
        Assert.Equal((403, "CONSENT_NOT_AVAILABLE"), (other.Status, other.Reasons.Single()));
    }

    [Fact]
    public async Task Every_answer_has_its_entry_in_the_log_before_it_arrives()
    {
        var before = (await host.LogOfAsync("1", Ct)).Count;

        await host.Broker.AskAsync("gemeente-a", "1", "VERZUIM_LPW", "LEERPLICHTAMBTENAAR", Ct, ["school-so"]);
        await host.Broker.AskAsync("gemeente-a", "1", "JEUGDHULP_TOELEIDING", "JEUGDCONSULENT", Ct, ["school-so"]);

        var entries = (await host.LogOfAsync("1", Ct)).Skip(before).ToList();
        Assert.Equal(["Disclosure Permit M18", "Decision Deny M07"], entries.Select(entry => $"{entry.Kind} {entry.Outcome} {entry.MatrixRow}"));
        Assert.NotEmpty(entries[0].Entry!.Manifest);
        Assert.Empty(entries[1].Entry!.Manifest);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}

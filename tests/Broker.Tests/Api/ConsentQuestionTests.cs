using System.Text.Json;
using Xunit;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Api;

/// <summary>Questions that never reach a family: asking for what consent cannot open would mislead (law/RULES.md 1.3).</summary>
public sealed class ConsentQuestionTests(LiveBroker broker)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("TLV_AANVRAAG", "gemeente-a", "ONDERSTEUNINGSBEHOEFTE", "/ontvangers")]
    [InlineData("JEUGDHULP_TOELEIDING", "school-so", "ONDERSTEUNINGSBEHOEFTE", "/ontvangers")]
    [InlineData("CASUSOVERLEG", "school-so", "ONDERSTEUNINGSBEHOEFTE", "/ontvangers")]
    [InlineData("JEUGDHULP_TOELEIDING", "gemeente-a", "JEUGDHULP_DOSSIER", "/gegevensgroepen/0")]
    public async Task What_consent_cannot_open_is_not_asked_of_a_family(string purpose, string recipient, string category, string path)
    {
        var region = await broker.RegionAsync();
        var question = $$"""
            {"kind":{{Number(region.Child("1").Identifiers["school-so"])}},"doel":"{{purpose}}","bron":{{Number(region.Organisation("school-so").Identifier)}},"tekstversie":"2026-1",
             "ontvangers":[{{Number(region.Organisation(recipient).Identifier)}}],"gegevensgroepen":["{{category}}"],"geldigTot":"2027-06-30"}
            """;

        var reply = await (await broker.PartnerAsync("school-so")).PostAsync("/api/v1/toestemmingsverzoeken", question, Ct);

        Assert.True(reply.Status == 422, reply.Text);
        Assert.Equal(path, Assert.Single(reply.Json.GetProperty("errors").EnumerateArray()).GetProperty("path").GetString());
    }

    private static string Number(SandboxIdentifier number) => JsonSerializer.Serialize(new { system = number.System, value = number.Value });
}

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

    [Fact]
    public async Task Who_has_what_would_be_sent_gets_304_until_it_says_something_else()
    {
        var region = await broker.RegionAsync();
        var (gemeente, school) = (await broker.PartnerAsync("gemeente-a"), await broker.PartnerAsync("school-so"));
        var asked = await gemeente.PostAsync("/api/v1/toestemmingsverzoeken", $$"""
            {"kind":{{Number(region.Child("1").Identifiers["gemeente-a"])}},"doel":"JEUGDHULP_TOELEIDING","bron":{{Number(region.Organisation("school-so").Identifier)}},
             "ontvangers":[{{Number(region.Organisation("gemeente-a").Identifier)}}],"gegevensgroepen":["ONDERSTEUNINGSBEHOEFTE"],"geldigTot":"2027-06-30"}
            """, Ct);
        Assert.True(asked.Status == 201, asked.Text);
        var path = asked.Header("Location")!;
        var (read, tag) = (await gemeente.GetAsync(path, Ct), asked.Header("ETag")!);
        Assert.Equal(tag, read.Header("ETag"));

        foreach (var seen in new[] { tag, "W/" + tag, $"\"other\", {tag}", "*" })
        {
            var again = await gemeente.SendAsync("GET", path, null, "application/json", Ct, ("If-None-Match", seen));
            Assert.Equal((304, "", tag), (again.Status, again.Text, again.Header("ETag")));
        }

        Assert.Equal(200, (await gemeente.SendAsync("GET", path, null, "application/json", Ct, ("If-None-Match", "\"other\""))).Status);
        Assert.Equal(404, (await (await broker.PartnerAsync("swv-oost")).SendAsync("GET", path, null, "application/json", Ct, ("If-None-Match", "*"))).Status);
        var put = await school.PostAsync(path + "/voorleggingen", """{"tekstversie":"2026-1"}""", Ct, ("If-Match", (await school.GetAsync(path, Ct)).Header("ETag")!));
        Assert.True(put.Status == 200, put.Text);
        Assert.Equal(200, (await gemeente.SendAsync("GET", path, null, "application/json", Ct, ("If-None-Match", tag))).Status);
    }

    private static string Number(SandboxIdentifier number) => JsonSerializer.Serialize(new { system = number.System, value = number.Value });
}

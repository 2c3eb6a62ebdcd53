using Xunit;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Api;

/// <summary>A body that is wrong in many places is answered once, with all of them: each by its JSON pointer, none with what was sent.</summary>
public sealed class EveryFaultTests(LiveBroker broker)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/v1/schoolverzoeken", "{}", "/doel /kind /swv")]
    [InlineData("/api/v1/schoolverzoeken", """{"kind":null,"swv":"no-number","doel":7,"extra":1}""", "/doel /extra /kind /swv")]
    [InlineData("/api/v1/schoolverzoeken", """{"doel":"A","doel":"B","kind":{"system":"s"},"swv":["s|v"]}""", "/doel /kind /swv")]
    [InlineData("/api/v1/schoolverzoeken", """{"kind":"s|v","swv":"s|v","doel":"THUISZITTER","999990019":1}""", "")]
    [InlineData("/api/v1/schoolverzoeken", "null", "")]
    [InlineData("/api/v1/schoolverzoeken", "[]", "")]
    [InlineData("/api/v1/toestemmingen", """{"gever":"","kind":"s|v","doel":"X","bron":"s|v","ontvangers":["s|v",null,"none"],"gegevensgroepen":["A",1],"geldigTot":"2026-02-30","bewijs":{"apart":"yes"}}""", "/bewijs/apart /bewijs/methode /gegevensgroepen/1 /geldigTot /ontvangers/1 /ontvangers/2")]
    [InlineData("/api/v1/toestemmingen", """{"gever":"a","kind":"s|v","doel":"X","bron":"s|v","ontvangers":{},"gegevensgroepen":[],"geldigTot":"2026-12-30","bewijs":null}""", "/bewijs /ontvangers")]
    public async Task Every_member_at_fault_is_named_by_its_pointer(string path, string body, string pointers)
    {
        var reply = await (await broker.PartnerAsync("school-so")).PostAsync(path, body, Ct);
        Assert.Equal((400, "BAD_REQUEST"), (reply.Status, reply.ReasonCode));
        var errors = reply.Json.GetProperty("errors").EnumerateArray().ToList();
        Assert.Equal(pointers, string.Join(' ', errors.Select(fault => fault.GetProperty("path").GetString()).Order(StringComparer.Ordinal)));
        Assert.All(errors, fault => Assert.Equal("BAD_REQUEST", fault.GetProperty("code").GetString()));
        Assert.DoesNotContain("999990019", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("no-number", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_content_of_a_fact_is_named_the_same_way()
    {
        const string Body = """{"kind":"s|v","soort":"gezag","bron":"gezagsregister","waargenomenOp":"2026-01-01T00:00:00Z","inhoud":{"uitkomst":1,"personen":[{"persoon":"a","relatie":"ouder","gezag":true},{"persoon":"b","gezag":"ja","vanaf":"gisteren"}]}}""";
        var reply = await (await broker.PartnerAsync("gemeente-a")).PostAsync("/api/v1/feiten", Body, Ct);
        Assert.Equal(
            ["/inhoud/personen/1/gezag", "/inhoud/personen/1/relatie", "/inhoud/personen/1/vanaf", "/inhoud/uitkomst"],
            reply.Json.GetProperty("errors").EnumerateArray().Select(fault => fault.GetProperty("path").GetString()!).Where(path => path.StartsWith("/inhoud", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("{\"kind\":\"\\ud800\"}")]
    public async Task What_is_no_JSON_is_another_fault(string body)
    {
        var reply = await (await broker.PartnerAsync("school-so")).PostAsync("/api/v1/schoolverzoeken", body, Ct);
        Assert.Equal((400, "MALFORMED_JSON"), (reply.Status, reply.ReasonCode));
    }

    [Fact]
    public async Task Of_very_many_faults_some_are_named()
    {
        var body = "{\"ontvangers\":[" + string.Join(',', Enumerable.Repeat("null", 20_000)) + "]}";
        var reply = await (await broker.PartnerAsync("school-so")).PostAsync("/api/v1/toestemmingen", body, Ct);
        Assert.Equal(400, reply.Status);
        Assert.InRange(reply.Json.GetProperty("errors").GetArrayLength(), 20, 40);
    }
}

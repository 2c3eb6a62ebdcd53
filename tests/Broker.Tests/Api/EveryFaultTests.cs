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

    [Fact]
    public async Task Every_text_and_list_of_every_body_has_a_bound_in_the_document_that_callers_are_held_to()
    {
        var document = (await broker.GetAsync("/openapi.json", Ct)).Json;
        var school = await broker.PartnerAsync("school-so");
        var (wrong, tried) = (new List<string>(), 0);
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject().Where(operation => operation.Value.TryGetProperty("requestBody", out _)))
            {
                var schema = operation.Value.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema");
                var samples = new OddBodySample(document);
                var sample = samples.Of(schema);
                var address = "/api/v1" + System.Text.RegularExpressions.Regex.Replace(path.Name, "\\{\\w+\\}", "0199a0f0-0000-7000-8000-000000000000");
                foreach (var (place, bound, tooMuch) in samples.Bounds(schema))
                {
                    tried++;
                    var pointer = string.Concat(place.Select(step => $"/{step}"));
                    var reply = bound is null ? null : await school.SendAsync(operation.Name.ToUpperInvariant(), address, OddBodySample.With(sample, place, tooMuch), "application/json", Ct);
                    if (reply is null || (reply.Status, reply.ReasonCode) != (400, "BAD_REQUEST") || !reply.Text.Contains(bound!, StringComparison.Ordinal) || !reply.Json.GetProperty("errors").EnumerateArray().Any(fault => pointer.StartsWith(fault.GetProperty("path").GetString()!, StringComparison.Ordinal)))
                    {
                        wrong.Add($"{path.Name} {pointer} {bound}: {reply?.Text}");
                    }
                }
            }
        }

        Assert.Empty(wrong);
        Assert.True(tried > 60, $"{tried} tried");
    }

    [Fact]
    public async Task A_version_is_a_version_and_not_a_text_and_a_reason_is_no_book()
    {
        var school = await broker.PartnerAsync("school-so");
        var put = await school.PostAsync("/api/v1/toestemmingsverzoeken/0199a0f0-0000-7000-8000-000000000000/voorleggingen", $$"""{"tekstversie":"{{new string('v', 65)}}"}""", Ct);
        var question = $$"""{"kind":"s|v","doel":"CRISIS","rol":"LEERKRACHT","medewerker":"m","noodgeval":true,"motivering":"{{new string('w', 1001)}}"}""";
        var asked = await school.PostAsync("/api/v1/toelichtingen", question, Ct);

        Assert.Equal((400, "/tekstversie", "At most 64 characters."), Only(put));
        Assert.Equal((400, "/motivering", "At most 1000 characters."), Only(asked));

        // A sign that takes two places in memory is one, as in JSON Schema.
        var signs = await school.PostAsync("/api/v1/toestemmingsverzoeken/0199a0f0-0000-7000-8000-000000000000/voorleggingen", $$"""{"tekstversie":"{{string.Concat(Enumerable.Repeat("\U0001F600", 64))}}"}""", Ct);
        Assert.Equal(404, signs.Status);

        static (int, string?, string?) Only(Reply reply) =>
            (reply.Status, Assert.Single(reply.Json.GetProperty("errors").EnumerateArray()).GetProperty("path").GetString(), reply.Json.GetProperty("errors")[0].GetProperty("detail").GetString());
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

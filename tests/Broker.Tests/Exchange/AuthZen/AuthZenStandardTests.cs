using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Exchange.AuthZen;

/// <summary>AuthZEN 1.0 as written: shapes, defaults, semantics, metadata, faults.</summary>
public sealed class AuthZenStandardTests(LiveBroker broker)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metadata_names_the_endpoints_under_the_issuer()
    {
        var metadata = (await broker.GetAsync("/.well-known/authzen-configuration", Ct)).Json;
        Assert.Equal(broker.Address, metadata.GetProperty("policy_decision_point").GetString());
        Assert.Equal(broker.Address + "/access/v1/evaluation", metadata.GetProperty("access_evaluation_endpoint").GetString());
        Assert.Equal(broker.Address + "/access/v1/evaluations", metadata.GetProperty("access_evaluations_endpoint").GetString());
    }

    [Fact]
    public async Task What_the_schema_of_the_standard_requires_is_required_and_nothing_else()
    {
        using var schema = JsonDocument.Parse(await File.ReadAllBytesAsync(SharedFolder.Locate("vectors", "authzen", "api", "schemas", "evaluation-request.schema.json"), Ct));
        var (region, swv) = (await broker.RegionAsync(), await broker.PartnerAsync("swv-oost"));
        foreach (var name in schema.RootElement.GetProperty("required").EnumerateArray().Select(name => name.GetString()!))
        {
            var question = Evaluations.Arrangement(region);
            question.Remove(name);
            Assert.Equal(400, (await Evaluations.AskAsync(swv, question, Ct)).Status);
            foreach (var member in schema.RootElement.GetProperty("properties").GetProperty(name).GetProperty("required").EnumerateArray().Select(member => member.GetString()!))
            {
                question = Evaluations.Arrangement(region);
                question[name]!.AsObject().Remove(member);
                var reply = await Evaluations.AskAsync(swv, question, Ct);
                Assert.Equal(400, reply.Status);
                Assert.Contains(reply.Json.GetProperty("errors").EnumerateArray(), fault => fault.GetProperty("path").GetString() == $"/{name}/{member}");
            }
        }

        var open = Evaluations.Arrangement(region);
        open["extra"] = 1;
        open["context"]!["time"] = "2026-11-24T10:00:00Z";
        open["subject"]!["properties"]!["department"] = "x";
        Assert.True((await Evaluations.AskAsync(swv, open, Ct)).Json.GetProperty("decision").GetBoolean());
    }

    [Fact]
    public async Task All_faults_come_at_once()
    {
        var reply = await (await broker.PartnerAsync("swv-oost")).PostAsync("/access/v1/evaluation", """{"subject":{"type":"user","id":""},"context":1}""", Ct);
        Assert.Equal(400, reply.Status);
        var paths = reply.Json.GetProperty("errors").EnumerateArray().Select(fault => fault.GetProperty("path").GetString()).Order(StringComparer.Ordinal);
        Assert.Equal(["/action", "/context", "/resource", "/subject/id", "/subject/type"], paths);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("\"https://zioexchange.nl/fhir/NamingSystem/brin|99SO00\"")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task Properties_that_are_no_object_are_a_fault_and_do_not_ask_for_everything(string properties)
    {
        var (region, swv) = (await broker.RegionAsync(), await broker.PartnerAsync("swv-oost"));
        foreach (var part in new[] { "subject", "resource" })
        {
            var question = Evaluations.Arrangement(region);
            question[part]!["properties"] = JsonNode.Parse(properties);
            var reply = await swv.PostAsync("/access/v1/evaluation", question.ToJsonString(), Ct);
            Assert.Equal(400, reply.Status);
            Assert.Equal($"/{part}/properties", Assert.Single(reply.Json.GetProperty("errors").EnumerateArray()).GetProperty("path").GetString());
        }
    }

    [Theory]
    [InlineData("[]", 400)]
    [InlineData("{", 400)]
    [InlineData("{\"subject\":{},\"subject\":{}}", 400)]
    public async Task What_is_no_question_is_refused(string body, int status)
    {
        var partner = await broker.PartnerAsync("swv-oost");
        Assert.Equal(status, (await partner.PostAsync("/access/v1/evaluation", body, Ct)).Status);
        Assert.Equal(status, (await partner.PostAsync("/access/v1/evaluations", body, Ct)).Status);
        Assert.Equal(415, (await partner.SendAsync("POST", "/access/v1/evaluation", body, "text/plain", Ct)).Status);
    }

    [Fact]
    public async Task Members_of_the_whole_are_defaults_for_each_question()
    {
        var (region, swv) = (await broker.RegionAsync(), await broker.PartnerAsync("swv-oost"));
        var whole = Evaluations.Arrangement(region);
        whole["evaluations"] = new JsonArray(
            new JsonObject(),
            new JsonObject { ["context"] = new JsonObject() },
            new JsonObject { ["action"] = new JsonObject { ["name"] = "CURIOSITY" } },
            new JsonObject { ["subject"] = new JsonObject { ["type"] = "professional" } });
        Assert.Equal(["PERMIT", "NO_SCHOOL_REQUEST", "PURPOSE_UNKNOWN", "BAD_REQUEST"], await ReasonsAsync(swv, whole));
    }

    [Theory]
    [InlineData("deny_on_first_deny", 1)]
    [InlineData("permit_on_first_permit", 2)]
    [InlineData("execute_all", 3)]
    public async Task The_semantic_says_when_to_stop(string semantic, int answers)
    {
        var (region, swv) = (await broker.RegionAsync(), await broker.PartnerAsync("swv-oost"));
        var whole = Evaluations.Arrangement(region);
        whole["options"] = new JsonObject { ["evaluations_semantic"] = semantic };
        whole["evaluations"] = new JsonArray(new JsonObject { ["context"] = new JsonObject() }, new JsonObject(), new JsonObject { ["context"] = new JsonObject() });
        Assert.Equal(answers, (await ReasonsAsync(swv, whole)).Count);
    }

    [Fact]
    public async Task Without_a_list_the_answer_is_that_of_one_question_and_too_many_are_refused()
    {
        var (region, swv) = (await broker.RegionAsync(), await broker.PartnerAsync("swv-oost"));
        var single = await swv.PostAsync("/access/v1/evaluations", Evaluations.Arrangement(region).ToJsonString(), Ct);
        Assert.True(single.Json.GetProperty("decision").GetBoolean());

        var whole = Evaluations.Arrangement(region);
        whole["evaluations"] = new JsonArray([.. Enumerable.Range(0, 51).Select(_ => new JsonObject())]);
        Assert.Equal(400, (await swv.PostAsync("/access/v1/evaluations", whole.ToJsonString(), Ct)).Status);
    }

    [Fact]
    public async Task A_batch_counts_as_many_questions_as_it_holds()
    {
        await using var small = new LiveBroker { Settings = ["--RateLimit:ExchangePerMinute", "10"] };
        var region = await small.RegionAsync();
        var statuses = new List<int>();
        foreach (var client in new[] { "swv-oost", "swv-noord", "school-so", "gemeente-a" })
        {
            // Budgets begin anew each minute: what ran over its end says nothing, and runs again for another organisation.
            var minute = DateTimeOffset.UtcNow.Ticks / TimeSpan.TicksPerMinute;
            var partner = await small.PartnerAsync(client);
            statuses.Clear();
            foreach (var questions in new[] { 6, 4, 1 })
            {
                var whole = Evaluations.Arrangement(region);
                whole["evaluations"] = new JsonArray([.. Enumerable.Range(0, questions).Select(_ => new JsonObject())]);
                statuses.Add((await partner.PostAsync("/access/v1/evaluations", whole.ToJsonString(), Ct)).Status);
            }

            if (DateTimeOffset.UtcNow.Ticks / TimeSpan.TicksPerMinute == minute)
            {
                break;
            }
        }

        Assert.Equal([200, 200, 429], statuses);
    }

    [Fact]
    public async Task A_batch_larger_than_what_is_left_is_not_answered_in_part()
    {
        await using var small = new LiveBroker { Settings = ["--RateLimit:ExchangePerMinute", "3"] };
        var (region, swv) = (await small.RegionAsync(), await small.PartnerAsync("swv-oost"));
        var whole = Evaluations.Arrangement(region);
        whole["evaluations"] = new JsonArray([.. Enumerable.Range(0, 40).Select(_ => new JsonObject())]);
        var reply = await swv.PostAsync("/access/v1/evaluations", whole.ToJsonString(), Ct);

        Assert.Equal((429, "RATE_LIMITED"), (reply.Status, reply.ReasonCode));
        Assert.InRange(int.Parse(reply.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture), 1, 60);
        var reader = (await small.ServicesAsync()).GetRequiredService<LogReader>();
        Assert.Empty((await reader.SearchAsync(new LogQuery { Organisation = new("swv-oost"), Kind = AuditKind.Decision }, Ct)).Records);
    }

    [Fact]
    public async Task The_id_of_a_request_comes_back_unless_it_could_do_harm()
    {
        var (region, swv) = (await broker.RegionAsync(), await broker.PartnerAsync("swv-oost"));
        var body = Evaluations.Arrangement(region).ToJsonString();
        Assert.Equal("bfe9eb29-ab87", (await swv.PostAsync("/access/v1/evaluation", body, Ct, ("X-Request-ID", "bfe9eb29-ab87"))).Header("X-Request-ID"));
        Assert.Null((await swv.PostAsync("/access/v1/evaluation", body, Ct, ("X-Request-ID", "<script>"))).Header("X-Request-ID"));
    }

    private static async Task<List<string?>> ReasonsAsync(LivePartner partner, JsonObject whole)
    {
        var reply = await partner.PostAsync("/access/v1/evaluations", whole.ToJsonString(), Ct);
        Assert.Equal(200, reply.Status);
        return
        [
            .. reply.Json.GetProperty("evaluations").EnumerateArray()
                .Select(answer => answer.GetProperty("decision").GetBoolean() ? "PERMIT" : answer.GetProperty("context").GetProperty("reasonCode").GetString()),
        ];
    }
}

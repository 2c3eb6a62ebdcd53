using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Broker.Tests.Identity;
using ZioExchange.Consent.Decisions;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Api;

/// <summary>What every answer of the API keeps to: NL API Design Rules, RFC 9457, idempotency, trace and transaction ids.</summary>
public sealed class ConventionTests(LiveBroker broker)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/v1/foutcodes", 200)]
    [InlineData("/api/v1/foutcodes/ZIO-2006", 200)]
    [InlineData("/api/v1/foutcodes/ZIO-9999", 404)]
    [InlineData("/api/v1/organisaties", 401)]
    [InlineData("/api/v1/nergens", 404)]
    [InlineData("/api/v1/foutcodes/", 404)]
    [InlineData("/api/v1/schoolverzoeken", 405)]
    public async Task Every_answer_carries_the_version_and_a_trace_also_a_fault(string path, int status)
    {
        var reply = await broker.GetAsync(path, Ct);
        Assert.Equal(status, reply.Status);
        Assert.Matches(@"^\d+\.\d+\.\d+$", reply.Header("API-Version"));
        Assert.Matches("^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$", reply.Header("traceparent"));
        if (status >= 400)
        {
            Assert.Equal("application/problem+json", reply.MediaType);
            foreach (var member in new[] { "type", "title", "status", "detail", "code", "reasonCode", "traceId" })
            {
                Assert.True(reply.Json.TryGetProperty(member, out _), member);
            }

            Assert.Equal("https://zioexchange.nl/foutcodes/" + reply.Json.GetProperty("code").GetString(), reply.Json.GetProperty("type").GetString());
            Assert.Equal(reply.Header("traceparent")![3..35], reply.Json.GetProperty("traceId").GetString());
        }
    }

    [Fact]
    public async Task An_instant_leaves_in_UTC_and_is_read_in_any_offset()
    {
        var moment = new DateTimeOffset(2026, 11, 24, 10, 0, 0, 250, TimeSpan.FromHours(1));

        Assert.Equal("\"2026-11-24T09:00:00.25Z\"", JsonSerializer.Serialize(moment, BrokerJson.CamelCase));
        Assert.Equal(moment, JsonSerializer.Deserialize<DateTimeOffset>("\"2026-11-24T10:00:00.25+01:00\"", BrokerJson.CamelCase));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<DateTimeOffset>("\"2026-11-24T10:00:00\"", BrokerJson.Given));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<DateTimeOffset>("\"2026-11-24\"", BrokerJson.Given));
        var swv = await broker.PartnerAsync("swv-oost");
        var events = (await swv.GetAsync("/api/v1/gebeurtenissen", Ct)).Text;
        Assert.DoesNotContain("+00:00", events, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_reason_has_a_page_by_number_and_by_name()
    {
        foreach (var reason in ReasonCatalogue.All)
        {
            var byNumber = await broker.GetAsync("/api/v1/foutcodes/" + reason.Number, Ct);
            Assert.Equal(reason.Code, byNumber.Json.GetProperty("reasonCode").GetString());
            Assert.Equal(byNumber.Text, (await broker.GetAsync("/api/v1/foutcodes/" + reason.Code, Ct)).Text);
            Assert.NotEmpty(byNumber.Json.GetProperty("tekst").GetProperty("nl").GetString()!);
        }
    }

    [Fact]
    public async Task The_trace_and_the_transaction_of_the_caller_go_on_into_the_answer_and_the_log()
    {
        var (region, swv) = (await broker.RegionAsync(), await broker.PartnerAsync("swv-oost"));
        const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        var transaction = Guid.CreateVersion7().ToString("D");
        var question = new QuestionText(region.Child("2").Identifiers["swv-oost"], "TLV_AANVRAAG", "TLV_COMMISSIE", "swv-oost-tlv-commissie", [], [], [], null);
        var reply = await swv.PostAsync("/fhir/Patient/$kind-dossier", QuestionBody.Write(question), Ct, ("traceparent", $"00-{Trace}-00f067aa0ba902b7-01"), ("Fsc-Transaction-Id", transaction));

        Assert.Equal(403, reply.Status);
        Assert.Equal(transaction, reply.Header("Fsc-Transaction-Id"));
        Assert.Equal(Trace, reply.Header("traceparent")![3..35]);
        var reader = (await broker.ServicesAsync()).GetRequiredService<LogReader>();
        var records = (await reader.SearchAsync(new LogQuery { TraceId = Trace }, Ct)).Records;
        Assert.NotEmpty(records);
        Assert.All(records, record => Assert.Equal(transaction, record.Entry!.RequestId));
    }

    [Theory]
    [InlineData("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-999900006-Jansen")]
    [InlineData("|999900006.")]
    [InlineData("00-zz")]
    public async Task A_trace_that_is_none_never_names_the_request_and_its_answer_has_one_id(string trace)
    {
        var swv = await broker.PartnerAsync("swv-oost");
        var question = new QuestionText((await broker.RegionAsync()).Child("2").Identifiers["swv-oost"], "TLV_AANVRAAG", "TLV_COMMISSIE", "swv-oost-tlv-commissie", [], [], [], null);

        var reply = await swv.PostAsync("/fhir/Patient/$kind-dossier", QuestionBody.Write(question), Ct, ("traceparent", trace));

        Assert.Matches("^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$", reply.Header("traceparent"));
        var told = reply.Json.GetProperty("extension")[0].GetProperty("valueString").GetString();
        Assert.Equal(reply.Header("traceparent")![3..35], told);
        var reader = (await broker.ServicesAsync()).GetRequiredService<LogReader>();
        Assert.NotEmpty((await reader.SearchAsync(new LogQuery { TraceId = told }, Ct)).Records);
    }

    [Theory]
    [InlineData("no-uuid")]
    [InlineData("{01935d3e-8c2a-7b6f-9d10-3c2f5a7e9b41}")]
    public async Task A_transaction_id_that_is_none_is_refused(string id)
    {
        var reply = await (await broker.PartnerAsync("swv-oost")).SendAsync("GET", "/api/v1/organisaties", null, "application/json", Ct, ("Fsc-Transaction-Id", id));
        Assert.Equal(400, reply.Status);
        Assert.DoesNotContain(id, reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_sent_again_with_its_key_has_its_effect_once()
    {
        var school = await broker.PartnerAsync("school-so");
        var key = Guid.NewGuid().ToString();
        const string Body = """{"nummer":{"system":"https://zioexchange.nl/fhir/NamingSystem/las-key","value":"LAS-idempotent"}}""";
        var first = await school.PostAsync("/api/v1/koppelingen", Body, Ct, ("Idempotency-Key", key));
        var second = await school.PostAsync("/api/v1/koppelingen", Body, Ct, ("Idempotency-Key", key));
        Assert.Equal(201, first.Status);
        Assert.Equal((first.Status, first.Text, first.Header("Location")), (second.Status, second.Text, second.Header("Location")));
        Assert.Equal("true", second.Header("Idempotency-Replayed"));

        var other = await school.PostAsync("/api/v1/koppelingen", Body.Replace("LAS-i", "LAS-j", StringComparison.Ordinal), Ct, ("Idempotency-Key", key));
        Assert.Equal((422, "IDEMPOTENCY_KEY_REUSED"), (other.Status, other.ReasonCode));
        Assert.NotEqual(first.Text, (await (await broker.PartnerAsync("school-po")).PostAsync("/api/v1/koppelingen", Body, Ct, ("Idempotency-Key", key))).Text);
        Assert.Equal(400, (await school.PostAsync("/api/v1/koppelingen", Body, Ct, ("Idempotency-Key", new string('k', 129)))).Status);
    }

    [Fact]
    public async Task Of_many_with_one_key_at_once_one_runs()
    {
        var school = await broker.PartnerAsync("school-so");
        await school.TokenAsync(Ct);
        var key = Guid.NewGuid().ToString();
        const string Body = """{"nummer":{"system":"https://zioexchange.nl/fhir/NamingSystem/las-key","value":"LAS-race"}}""";
        var replies = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => school.PostAsync("/api/v1/koppelingen", Body, Ct, ("Idempotency-Key", key))));
        Assert.All(replies, reply => Assert.True(reply.Status is 201 or 409, reply.Text));
        Assert.Single(replies.Where(reply => reply.Status == 201).Select(reply => reply.Text).Distinct());
    }

    [Fact]
    public async Task After_a_fault_the_same_key_may_try_again()
    {
        var school = await broker.PartnerAsync("school-so");
        var key = Guid.NewGuid().ToString();
        Assert.Equal(400, (await school.PostAsync("/api/v1/koppelingen", "{", Ct, ("Idempotency-Key", key))).Status);
        Assert.Equal(201, (await school.PostAsync("/api/v1/koppelingen", """{"nummer":{"system":"https://zioexchange.nl/fhir/NamingSystem/las-key","value":"LAS-again"}}""", Ct, ("Idempotency-Key", key))).Status);
    }

    [Fact]
    public async Task The_answer_to_a_question_about_a_dossier_is_never_kept()
    {
        var (region, swv) = (await broker.RegionAsync(), await broker.PartnerAsync("swv-oost"));
        var child = region.Child("1");
        var question = QuestionBody.Write(new QuestionText(child.Identifiers["swv-oost"], "TLV_AANVRAAG", "TLV_COMMISSIE", "swv-oost-tlv-commissie", [], [], [.. child.Requests.Select(request => request.Reference)], null));
        var key = Guid.NewGuid().ToString();
        Assert.Equal(200, (await swv.PostAsync("/fhir/Patient/$kind-dossier", question, Ct, ("Idempotency-Key", key))).Status);
        Assert.Null((await swv.PostAsync("/fhir/Patient/$kind-dossier", question, Ct, ("Idempotency-Key", key))).Header("Idempotency-Replayed"));
        await using var db = await (await broker.ServicesAsync()).GetRequiredService<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync(Ct);
        Assert.False(await db.IdempotentAnswers.AnyAsync(row => row.Key == key, Ct));
    }

    [Fact]
    public Task What_is_left_of_the_budget_stands_on_each_answer_and_past_it_comes_429() => OneMinute.WithinAsync(async _ =>
    {
        await using var small = new LiveBroker { Settings = ["--RateLimit:ApiPerMinute", "3"] };
        var (one, other) = (await small.PartnerAsync("swv-oost"), await small.PartnerAsync("swv-noord"));
        var replies = new List<Reply>();
        for (var i = 0; i < 5; i++)
        {
            replies.Add(await one.GetAsync("/api/v1/organisaties", Ct));
        }

        // A fresh token and a forged address are the same organisation; another organisation is not.
        var evading = await (await small.PartnerAsync("swv-oost")).SendAsync("GET", "/api/v1/organisaties", null, "application/json", Ct, ("X-Forwarded-For", "203.0.113.9"));
        var fresh = await other.GetAsync("/api/v1/organisaties", Ct);
        return () =>
        {
            Assert.Equal([200, 200, 200, 429, 429], replies.Select(reply => reply.Status));
            Assert.StartsWith("\"api\";r=2;", replies[0].Header("RateLimit"), StringComparison.Ordinal);
            Assert.Equal("RATE_LIMITED", replies[3].ReasonCode);
            Assert.InRange(int.Parse(replies[3].Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture), 1, 60);
            Assert.Equal(((int)HttpStatusCode.TooManyRequests, 200), (evading.Status, fresh.Status));
        };
    });
}

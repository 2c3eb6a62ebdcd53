using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Consent.Vocabulary;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Exchange.AuthZen;

/// <summary>AuthZEN asks what would be decided: true only for a full permit, in the requester's view, logged, and with nothing released.</summary>
public sealed class EvaluationTests(LiveBroker broker)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_that_the_school_made_is_permitted_and_names_the_categories()
    {
        var (region, swv) = (await broker.RegionAsync(), await broker.PartnerAsync("swv-oost"));
        var reply = await Evaluations.AskAsync(swv, Evaluations.Arrangement(region), Ct);

        Assert.Equal(200, reply.Status);
        Assert.True(reply.Json.GetProperty("decision").GetBoolean(), reply.Text);
        var permitted = Permitted(reply);
        Assert.Contains("OPP_KERN", permitted);
        Assert.DoesNotContain("BSN", permitted);
        Assert.DoesNotContain(region.PersonalTerms, reply.Text.Contains);
    }

    [Fact]
    public async Task Without_the_school_s_request_it_is_refused_with_a_reason_and_a_remedy()
    {
        var (region, swv) = (await broker.RegionAsync(), await broker.PartnerAsync("swv-oost"));
        var question = Evaluations.Arrangement(region);
        question["context"] = new JsonObject();
        var reply = await Evaluations.AskAsync(swv, question, Ct);

        AssertDenied(reply, "NO_SCHOOL_REQUEST");
        Assert.StartsWith("ZIO-", reply.Json.GetProperty("context").GetProperty("code").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(reply.Json.GetProperty("context").GetProperty("remedy").GetString()!);
    }

    [Fact]
    public async Task A_partial_permit_is_no_permit_and_says_what_remains()
    {
        var (region, swv) = (await broker.RegionAsync(), await broker.PartnerAsync("swv-oost"));
        var question = Evaluations.Arrangement(region);
        question["resource"]!["properties"]!["categories"] = new JsonArray("OPP_KERN", "JEUGDHULP_DOSSIER", "made-up, maybe 999990019");
        var reply = await Evaluations.AskAsync(swv, question, Ct);

        Assert.False(reply.Json.GetProperty("decision").GetBoolean());
        Assert.Equal(["OPP_KERN"], Permitted(reply));
        Assert.Equal("CATEGORY_NOT_SUPPORTED", reply.Json.GetProperty("context").GetProperty("deniedCategories").GetProperty("JEUGDHULP_DOSSIER").GetString());
        Assert.DoesNotContain("999990019", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_is_pushed_is_decided_like_any_other()
    {
        var (region, zorgkantoor) = (await broker.RegionAsync(), await broker.PartnerAsync("zorgkantoor"));
        var replies = new List<Reply>();
        foreach (var child in region.Children)
        {
            var bsn = $"{NamingSystems.Bsn}|{child.Person.Bsn}";
            replies.Add(await Evaluations.AskAsync(zorgkantoor, Evaluations.Question(bsn, "WLZ_ZIO", "zorgkantoor-zorgadviseur-zk", "ZORGADVISEUR_ZK", region.Organisation("zorgaanbieder"), null), Ct));
        }

        Assert.DoesNotContain(replies, reply => reply.Text.Contains("PUSH_ONLY", StringComparison.Ordinal));
        Assert.Contains(replies, reply => reply.Json.GetProperty("decision").GetBoolean());
    }

    [Theory]
    [InlineData("subject", "organisation", "https://zioexchange.nl/fhir/NamingSystem/swv|PO9902", "ROLE_NOT_AUTHORISED")]
    [InlineData("subject", "organisation", "nonsense", "ROLE_NOT_AUTHORISED")]
    [InlineData("subject", "role", "TLV_COMMISSIE", "ROLE_NOT_AUTHORISED")]
    [InlineData("subject", "role", "MADE_UP", "ROLE_NOT_AUTHORISED")]
    [InlineData("resource", "source", "nonsense", "SOURCE_UNKNOWN")]
    [InlineData("resource", "source", "https://zioexchange.nl/fhir/NamingSystem/brin|00XX00", "SOURCE_UNKNOWN")]
    public async Task A_claim_that_the_directory_does_not_bear_out_is_refused(string part, string property, string value, string reason)
    {
        var (region, swv) = (await broker.RegionAsync(), await broker.PartnerAsync("swv-oost"));
        var question = Evaluations.Arrangement(region);
        question[part]!["properties"]![property] = value;
        AssertDenied(await Evaluations.AskAsync(swv, question, Ct), reason);
    }

    [Fact]
    public async Task An_unknown_purpose_and_the_professional_of_another_are_refused()
    {
        var (region, swv) = (await broker.RegionAsync(), await broker.PartnerAsync("swv-oost"));
        var question = Evaluations.Arrangement(region);
        question["action"]!["name"] = "CURIOSITY";
        AssertDenied(await Evaluations.AskAsync(swv, question, Ct), "PURPOSE_UNKNOWN");
        question = Evaluations.Arrangement(region);
        question["subject"]!["id"] = "swv-noord-orthopedagoog-swv";
        AssertDenied(await Evaluations.AskAsync(swv, question, Ct), "ROLE_NOT_AUTHORISED");
    }

    [Fact]
    public async Task An_unknown_child_one_of_another_party_and_one_without_consent_are_the_same_answer()
    {
        var (region, gemeente) = (await broker.RegionAsync(), await broker.PartnerAsync("gemeente-c"));
        var replies = new List<Reply>();
        foreach (var child in region.Children.Where(child => child.Facts.Residence.Value != "gemeente-c").Select(child => child.Person.Bsn).Append("999990019").Append("x"))
        {
            replies.Add(await Evaluations.AskAsync(gemeente, Evaluations.Question($"{NamingSystems.Bsn}|{child}", "JEUGDHULP_TOELEIDING", "gemeente-c-jeugdconsulent", "JEUGDCONSULENT", region.Organisation("school-so"), null), Ct));
        }

        var shapes = replies.Select(reply => (reply.Status, reply.Text.Length, reply.Json.GetProperty("context").GetProperty("reasonCode").GetString())).Distinct();
        Assert.Equal((200, replies[0].Text.Length, "CONSENT_NOT_AVAILABLE"), Assert.Single(shapes));
    }

    [Fact]
    public async Task Each_question_stands_in_the_log_as_a_decision_and_none_as_a_disclosure()
    {
        var (region, swv) = (await broker.RegionAsync(), await broker.PartnerAsync("swv-oost"));
        var reader = (await broker.ServicesAsync()).GetRequiredService<LogReader>();
        var reply = await Evaluations.AskAsync(swv, Evaluations.Arrangement(region), Ct);

        var trace = reply.Json.GetProperty("context").GetProperty("traceId").GetString();
        var record = Assert.Single((await reader.SearchAsync(new LogQuery { TraceId = trace }, Ct)).Records);
        Assert.Equal(nameof(AuditKind.Decision), record.Kind);
        Assert.Equal("swv-oost", record.Recipient);
        Assert.Equal("M03", record.MatrixRow);
        Assert.Equal("AUTHZEN", record.Entry!.Details["evaluation"]);
        Assert.Equal(new ChildReference("sandbox-1"), record.Entry.Child);
    }

    [Theory]
    [InlineData("no-such-purpose", "ORTHOPEDAGOOG_SWV", "ORTHOPEDAGOOG_SWV")]
    [InlineData("ARRANGEMENT", "no-such-role 999990019", "UNKNOWN")]
    public async Task A_refusal_of_what_the_policy_does_not_know_is_found_by_who_asked(string purpose, string role, string logged)
    {
        var (region, swv) = (await broker.RegionAsync(), await broker.PartnerAsync("swv-oost"));
        var reader = (await broker.ServicesAsync()).GetRequiredService<LogReader>();
        var known = await Evaluations.AskAsync(swv, Evaluations.Arrangement(region), Ct);
        var question = Evaluations.Arrangement(region);
        question["action"]!["name"] = purpose;
        question["subject"]!["properties"]!["role"] = role;

        var refused = await Evaluations.AskAsync(swv, question, Ct);

        var (before, after) = (await ActorOfAsync(known), await ActorOfAsync(refused));
        Assert.Equal((before.Pseudonym, logged, "PRIVATE_KEY_JWT"), (after.Pseudonym, after.Role, after.AuthenticationMethod));

        async Task<AuditActor> ActorOfAsync(Reply reply) =>
            Assert.Single((await reader.SearchAsync(new LogQuery { TraceId = reply.Json.GetProperty("context").GetProperty("traceId").GetString() }, Ct)).Records).Actor!;
    }

    internal static void AssertDenied(Reply reply, string reason)
    {
        Assert.Equal(200, reply.Status);
        Assert.False(reply.Json.GetProperty("decision").GetBoolean());
        Assert.Equal(reason, reply.Json.GetProperty("context").GetProperty("reasonCode").GetString());
        Assert.Empty(Permitted(reply));
    }

    private static List<string?> Permitted(Reply reply) => [.. reply.Json.GetProperty("context").GetProperty("permittedCategories").EnumerateArray().Select((JsonElement category) => category.GetString())];
}

using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Exchange.Explain;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Consent.Policies;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Exchange.Explain;

/// <summary>Why was I refused, and what would be needed: without a word about who refused.</summary>
public sealed class ExplanationTests(LiveBroker broker)
{
    private const string Path = "/api/v1/toelichtingen";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refusal_is_explained_with_the_ways_that_there_are_and_what_each_needs()
    {
        var (region, swv) = (await broker.RegionAsync(), await broker.PartnerAsync("swv-oost"));
        var child = region.Child("1");
        var reply = await AskAsync(swv, new Question(child.Identifiers["swv-oost"], "ARRANGEMENT", "ORTHOPEDAGOOG_SWV", "swv-oost-orthopedagoog-swv", region.Organisation(child.SchoolOfRecord)));

        Assert.Equal(200, reply.Status);
        Assert.False(reply.Json.GetProperty("toegestaan").GetBoolean());
        Assert.Equal("NO_SCHOOL_REQUEST", reply.ReasonCode);
        Assert.NotEmpty(reply.Json.GetProperty("reden").GetProperty("nl").GetString()!);
        Assert.NotEmpty(reply.Json.GetProperty("herstel").GetString()!);
        var way = reply.Json.GetProperty("wegen").EnumerateArray().Single(way => way.GetProperty("rij").GetProperty("rij").GetString() == "M03");
        var needed = way.GetProperty("nodig").EnumerateArray().ToDictionary(each => each.GetProperty("code").GetString()!);
        Assert.Equal(["ACCESSION", "CHILD_IN_SCOPE", "ROLE", "SCHOOL_REQUEST"], needed.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("SCHOOL", "/api/v1/schoolverzoeken"), (needed["SCHOOL_REQUEST"].GetProperty("wie").GetString(), needed["SCHOOL_REQUEST"].GetProperty("adres").GetString()));
        Assert.DoesNotContain(region.PersonalTerms, reply.Text.Contains);

        var with = await AskAsync(swv, new Question(child.Identifiers["swv-oost"], "ARRANGEMENT", "ORTHOPEDAGOOG_SWV", "swv-oost-orthopedagoog-swv", region.Organisation(child.SchoolOfRecord)), body =>
            body["verzoeken"] = new JsonArray([.. child.Requests.Select(request => JsonValue.Create(request.Reference.Value))]));
        Assert.True(with.Json.GetProperty("toegestaan").GetBoolean(), with.Text);
        Assert.Contains("OPP_KERN", with.Json.GetProperty("gegevensgroepenToegestaan").EnumerateArray().Select(category => category.GetString()));
    }

    [Fact]
    public async Task Refusals_that_may_not_be_told_apart_have_one_explanation_to_the_letter()
    {
        var (region, gemeente) = (await broker.RegionAsync(), await broker.PartnerAsync("gemeente-a"));
        var replies = new List<Reply>();
        foreach (var bsn in region.Children.Select(child => child.Person.Bsn).Append("999990019").Append("x"))
        {
            replies.Add(await AskAsync(gemeente, new Question(new(NamingSystems.Bsn, bsn), "JEUGDHULP_TOELEIDING", "JEUGDCONSULENT", "gemeente-a-jeugdconsulent", region.Organisation("school-so"))));
        }

        var masked = replies.Where(reply => reply.ReasonCode == "CONSENT_NOT_AVAILABLE").ToList();
        Assert.True(masked.Count > 5);
        Assert.Single(masked.Select(WithoutTrace).Distinct());
        Assert.Single(masked.Select(reply => string.Join('\n', reply.Headers.Where(header => header.Key is not ("date" or "traceparent")).Select(header => $"{header.Key}: {header.Value}").Order(StringComparer.Ordinal))).Distinct());
    }

    [Fact]
    public async Task The_reason_is_that_of_the_exchange_itself()
    {
        var region = await broker.RegionAsync();
        var compared = 0;
        foreach (var (client, purpose, role, professional, source) in new[]
        {
            ("gemeente-b", "JEUGDHULP_TOELEIDING", "JEUGDCONSULENT", "gemeente-b-jeugdconsulent", "school-so"),
            ("swv-oost", "ARRANGEMENT", "ORTHOPEDAGOOG_SWV", "swv-oost-orthopedagoog-swv", "school-so"),
            ("swv-oost", "ARRANGEMENT", "IB", "swv-oost-orthopedagoog-swv", "school-so"),
            ("zorgkantoor", "WLZ_ZIO", "ZORGADVISEUR_ZK", "zorgkantoor-zorgadviseur-zk", "zorgaanbieder"),
        })
        {
            var partner = await broker.PartnerAsync(client);
            foreach (var child in region.Children.Where(child => child.Identifiers.ContainsKey(client)).Take(6))
            {
                var number = child.Identifiers[client];
                var refused = await partner.PostAsync("/fhir/Patient/$kind-dossier", QuestionBody.Write(new QuestionText(number, purpose, role, professional, [], [region.Organisation(source).Identifier], [], null)), Ct);
                var explained = await AskAsync(partner, new Question(number, purpose, role, professional, region.Organisation(source)));
                if (refused.Status == 403)
                {
                    Assert.Equal(refused.ReasonCode, explained.ReasonCode);
                    compared++;
                }
                else
                {
                    Assert.NotEmpty(explained.Json.GetProperty("gegevensgroepenToegestaan").EnumerateArray());
                }
            }
        }

        Assert.True(compared > 10, $"{compared} compared");
    }

    [Fact]
    public async Task Every_fault_of_the_question_is_named_at_once()
    {
        var (region, swv) = (await broker.RegionAsync(), await broker.PartnerAsync("swv-oost"));
        var question = new Question(region.Child("1").Identifiers["swv-oost"], "CURIOSITY", "KING", "x", null);
        var reply = await AskAsync(swv, question, body =>
        {
            body["bron"] = "https://zioexchange.nl/fhir/NamingSystem/brin|00XX00";
            body["gegevensgroepen"] = new JsonArray("OPP_KERN", "GOSSIP");
            body["noodgeval"] = true;
        });

        Assert.Equal(422, reply.Status);
        Assert.Equal(["/bron", "/doel", "/gegevensgroepen/1", "/motivering", "/rol"], reply.Json.GetProperty("errors").EnumerateArray().Select(fault => fault.GetProperty("path").GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task It_is_logged_as_a_decision_counts_as_an_exchange_and_its_answer_is_never_kept()
    {
        var (region, swv) = (await broker.RegionAsync(), await broker.PartnerAsync("swv-oost"));
        var (question, key) = (new Question(region.Child("1").Identifiers["swv-oost"], "ARRANGEMENT", "ORTHOPEDAGOOG_SWV", "swv-oost-orthopedagoog-swv", region.Organisation("school-so")), Guid.NewGuid().ToString());
        await AskAsync(swv, question, null, ("Idempotency-Key", key));
        var reply = await AskAsync(swv, question, null, ("Idempotency-Key", key));

        var services = await broker.ServicesAsync();
        var record = Assert.Single((await services.GetRequiredService<LogReader>().SearchAsync(new LogQuery { TraceId = reply.Json.GetProperty("traceId").GetString() }, Ct)).Records);
        Assert.Equal((nameof(AuditKind.Decision), "TOELICHTING"), (record.Kind, record.Entry!.Details["evaluation"]));
        Assert.StartsWith("\"exchange\"", reply.Header("RateLimit-Policy"), StringComparison.Ordinal);
        Assert.Null(reply.Header("RateLimit"));
        Assert.Null(reply.Header("Idempotency-Replayed"));
        await using var db = await services.GetRequiredService<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync(Ct);
        Assert.False(await db.IdempotentAnswers.AnyAsync(row => row.Key == key, Ct));
    }

    [Fact]
    public async Task Every_gate_every_consent_and_every_push_of_the_matrix_has_its_words()
    {
        foreach (var row in (await broker.ServicesAsync()).GetRequiredService<Policy>().Rows)
        {
            var needed = Requirements.Of(row).ToList();
            Assert.Equal(row.RestsOnConsent, needed.Exists(each => each.Code == "CONSENT"));
            Assert.Equal(row.ConsentRule is ConsentRule.BreakGlass, needed.Exists(each => each.Code == "BREAK_GLASS"));
            Assert.Equal(row.Delivery is Delivery.Push, needed.Exists(each => each.Code == "PUSH"));
            foreach (var (gate, code) in new[] { (Gates.SchoolRequest, "SCHOOL_REQUEST"), (Gates.ArrangementApplication, "ARRANGEMENT_APPLICATION"), (Gates.ParentInzageDone, "PARENT_INZAGE_DONE"), (Gates.EnrolledOrRegistered, "ENROLLED_OR_REGISTERED") })
            {
                Assert.Equal(row.Gates.HasFlag(gate), needed.Exists(each => each.Code == code));
            }
        }
    }

    private static string WithoutTrace(Reply reply) => reply.Text.Replace(reply.Json.GetProperty("traceId").GetString()!, "trace", StringComparison.Ordinal);

    private static async Task<Reply> AskAsync(LivePartner partner, Question question, Action<JsonObject>? change = null, params (string Name, string Value)[] headers)
    {
        var body = new JsonObject
        {
            ["kind"] = Identified(question.Child),
            ["doel"] = question.Purpose,
            ["rol"] = question.Role,
            ["medewerker"] = question.Professional,
        };
        if (question.Source is { } source)
        {
            body["bron"] = Identified(source.Identifier);
        }

        change?.Invoke(body);
        return await partner.PostAsync(Path, body.ToJsonString(), Ct, headers);
    }

    private static JsonObject Identified(SandboxIdentifier number) => new() { ["system"] = number.System, ["value"] = number.Value };

    private sealed record Question(SandboxIdentifier Child, string Purpose, string Role, string Professional, SandboxOrganisation? Source);
}

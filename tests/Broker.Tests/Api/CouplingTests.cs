using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.ConsentRegister.Api.Couplings;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Consent.Vocabulary;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Api;

/// <summary>Which child a number of a party names: a family says so, on a page or on paper, and the party itself may end it.</summary>
public sealed class CouplingTests(LiveBroker broker)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_code_on_paper_with_a_witness_links_the_child_that_the_other_party_knows()
    {
        var (region, gemeente) = (await broker.RegionAsync(), await broker.PartnerAsync("gemeente-a"));
        var code = await CodeAsync("LAS-paper");

        var used = await gemeente.PostAsync("/api/v1/koppelingen/inleveringen", Paper(region, code), Ct);

        Assert.True(used.Status == 204, used.Text);
        Assert.Equal("sandbox-1", (await FindAsync("LAS-paper"))?.Value);
        var logged = Assert.Single((await (await broker.ServicesAsync()).GetRequiredService<LogReader>().SearchAsync(new LogQuery { TraceId = used.Header("traceparent")![3..35] }, Ct)).Records);
        Assert.Equal(("COUPLED", "PAPER", new string('b', 64), People(region)[1]), (logged.Entry!.Details["act"], logged.Entry.Details["route"], logged.Entry.Details["scan"], logged.Entry.Details["witness"]));
        var services = await broker.ServicesAsync();
        var signer = (await services.GetRequiredService<PersonBook>().OfChildAsync(new("sandbox-1"), Ct)).Single(person => person.Person.Value == region.Child("1").Holders.First());
        Assert.Equal((People(region)[0], services.GetRequiredService<SignInBook>().PseudonymOf(signer), Caller.ByOwnKey), (logged.Actor!.Pseudonym, logged.Actor.OnBehalfOf, logged.Actor.AuthenticationMethod));
        Assert.Equal(404, (await gemeente.PostAsync("/api/v1/koppelingen/inleveringen", Paper(region, code), Ct)).Status);
    }

    [Theory]
    [InlineData("gemeente-a", "getuige", "nobody", 422)]
    [InlineData("gemeente-a", "getuige", "the same", 422)]
    [InlineData("gemeente-a", "afgenomenDoor", "nobody", 422)]
    [InlineData("gemeente-a", "scanHash", "none", 422)]
    [InlineData("gemeente-a", "getekendOp", "2099-01-01", 422)]
    [InlineData("gemeente-a", "getekendOp", "2020-01-01", 422)]
    [InlineData("gemeente-a", "ondertekenaar", "nobody", 404)]
    [InlineData("gemeente-a", "ondertekenaar", "JEUGDIGE", 404)]
    [InlineData("gemeente-a", "code", "0000-0000-0000-0000", 404)]
    [InlineData("gemeente-a", "kind", "999999990", 404)]
    [InlineData("school-po", "", "", 422)]
    public async Task Without_two_people_a_signer_who_may_or_the_right_code_nothing_is_linked(string client, string member, string value, int status)
    {
        var region = await broker.RegionAsync();
        var number = $"LAS-{client}-{member}-{value}";
        var body = System.Text.Json.Nodes.JsonNode.Parse(Paper(region, await CodeAsync(number)))!;
        if (member == "kind")
        {
            body["kind"]!["value"] = value;
        }
        else if (member.Length > 0)
        {
            body[member] = value == "the same" ? People(region)[0] : value;
        }

        var reply = await (await broker.PartnerAsync(client)).PostAsync("/api/v1/koppelingen/inleveringen", body.ToJsonString(), Ct);

        Assert.True(status == reply.Status, reply.Text);
        Assert.Null(await FindAsync(number));
    }

    [Fact]
    public async Task A_party_does_not_use_a_code_of_its_own()
    {
        var book = (await broker.ServicesAsync()).GetRequiredService<CouplingBook>();
        var paper = new CouplingPaper(new DateOnly(2026, 11, 1), new string('b', 64), "witness");
        Assert.Null(await book.RedeemAsync(await CodeAsync("LAS-own"), new("sandbox-2"), new AuditActor("p", "ASSISTED_ENTRY", new OrganisationId("school-po")), paper, Ct));
        Assert.Null(await FindAsync("LAS-own"));
    }

    [Fact]
    public async Task A_wrong_coupling_is_ended_by_the_party_whose_number_it_is_and_the_number_can_name_the_right_child()
    {
        var (services, school) = (await broker.ServicesAsync(), await broker.PartnerAsync("school-po"));
        var (book, actor) = (services.GetRequiredService<CouplingBook>(), new AuditActor("test", "PARENT", null));
        var elsewhere = (await broker.RegionAsync()).Children.Where(child => child.Reference != "1" && !child.Couplings.Contains("school-po") && !child.SourceKeys.ContainsKey("school-po")).Select(child => new ChildReference("sandbox-" + child.Reference)).ToList();
        var (wrong, right) = (elsewhere[0], elsewhere[1]);
        Assert.NotNull(await book.RedeemAsync(await CodeAsync("LAS-wrong"), wrong, actor, Ct));

        Assert.Equal(404, (await (await broker.PartnerAsync("school-so")).PostAsync("/api/v1/koppelingen/beeindigingen", Own("LAS-wrong"), Ct)).Status);
        Assert.Equal(204, (await school.PostAsync("/api/v1/koppelingen/beeindigingen", Own("LAS-wrong"), Ct)).Status);
        Assert.Null(await FindAsync("LAS-wrong"));
        Assert.Equal(404, (await school.PostAsync("/api/v1/koppelingen/beeindigingen", Own("LAS-wrong"), Ct)).Status);
        Assert.NotNull(await book.RedeemAsync(await CodeAsync("LAS-wrong"), right, actor, Ct));
        Assert.Equal(right, await FindAsync("LAS-wrong"));
    }

    [Fact]
    public async Task An_end_of_a_coupling_takes_the_school_s_requests_about_the_child_with_it()
    {
        await using var own = new LiveBroker();
        var (region, school, swv) = (await own.RegionAsync(), await own.PartnerAsync("school-so"), await own.PartnerAsync("swv-oost"));
        var number = JsonSerializer.Serialize(region.Child("1").Identifiers["school-so"], JsonSerializerOptions.Web);
        var asked = await school.PostAsync("/api/v1/schoolverzoeken", $$"""{"kind":{{number}},"swv":{{JsonSerializer.Serialize(region.Organisation("swv-oost").Identifier, JsonSerializerOptions.Web)}},"doel":"TLV_AANVRAAG"}""", Ct);
        var question = QuestionBody.Write(new QuestionText(
            new SandboxIdentifier(Systems.Pseudonym, asked.Json.GetProperty("pseudoniem").GetString()!), "TLV_AANVRAAG", "ORTHOPEDAGOOG_SWV",
            region.Organisation("swv-oost").Professionals.First(person => person.Role == "ORTHOPEDAGOOG_SWV").Id, [], [], [new SandboxIdentifier(Systems.SchoolRequest, asked.Json.GetProperty("referentie").GetString()!)], null));
        Assert.Equal(200, (await swv.PostAsync("/fhir/Patient/$kind-dossier", question, Ct)).Status);

        // A second number of the school: its request rests on that one as well.
        var services = await own.ServicesAsync();
        var second = await services.GetRequiredService<ChildBook>().PseudonymAsync(new("sandbox-1"), new("school-so"), new AuditActor("test", "PARTNER_SYSTEM", new("school-so")), Ct);
        Assert.Equal(204, (await school.PostAsync("/api/v1/koppelingen/beeindigingen", $$"""{"kind":{{number}}}""", Ct)).Status);
        Assert.Equal(200, (await swv.PostAsync("/fhir/Patient/$kind-dossier", question, Ct)).Status);

        var last = JsonSerializer.Serialize(new { kind = new { system = Systems.Pseudonym, value = second } });
        Assert.Equal(204, (await school.PostAsync("/api/v1/koppelingen/beeindigingen", last, Ct)).Status);

        var after = await swv.PostAsync("/fhir/Patient/$kind-dossier", question, Ct);
        Assert.True(after.Status == 403, after.Text);
    }

    [Fact]
    public async Task What_a_party_recorded_of_the_wrong_child_counts_no_more_once_it_says_that_the_child_was_wrong()
    {
        await using var own = new LiveBroker();
        var (services, school) = (await own.ServicesAsync(), await own.PartnerAsync("school-po"));
        var elsewhere = (await own.RegionAsync()).Children.First(child => child.Reference != "1" && !child.Couplings.Contains("school-po") && !child.SourceKeys.ContainsKey("school-po"));
        var (child, book) = (new ChildReference("sandbox-" + elsewhere.Reference), services.GetRequiredService<ChildBook>());

        async Task<bool> MarkedAsync() => (await services.GetRequiredService<ChildRegister>().ReadAsync(child, new("OPP"), DateTimeOffset.UtcNow, Ct))!.Facts.Flags.ProtectedLocation;

        async Task CoupleAndMarkAsync(string number)
        {
            await book.CoupleAsync(child, new("school-po"), Systems.LasKey, number, new AuditActor("test", "OPERATOR", null), Ct);
            var marked = await school.PostAsync("/api/v1/feiten", JsonSerializer.Serialize(new
            {
                kind = new { system = Systems.LasKey, value = number },
                soort = "markering",
                inhoud = new { markering = "PROTECTED_LOCATION", geldt = true },
                bron = "dossier",
                waargenomenOp = DateTimeOffset.UtcNow.AddMinutes(-1),
            }), Ct);
            Assert.True(marked.Status == 201, marked.Text);
        }

        await CoupleAndMarkAsync("LAS-old");
        Assert.Equal(204, (await school.PostAsync("/api/v1/koppelingen/beeindigingen", Own("LAS-old"), Ct)).Status);
        Assert.True(await MarkedAsync());   // a number that changed takes no protection away

        await CoupleAndMarkAsync("LAS-wrong");
        var wrong = JsonSerializer.Serialize(new { kind = new { system = Systems.LasKey, value = "LAS-wrong" }, verkeerdKind = true });
        Assert.Equal(204, (await school.PostAsync("/api/v1/koppelingen/beeindigingen", wrong, Ct)).Status);
        Assert.False(await MarkedAsync());

        await CoupleAndMarkAsync("LAS-right");
        Assert.True(await MarkedAsync());   // what is recorded afterwards counts again
    }

    [Fact]
    public async Task A_pseudonym_is_changed_for_a_fresh_one_by_its_own_party_and_the_old_one_names_nobody()
    {
        var swv = await broker.PartnerAsync("swv-noord");
        var book = (await broker.ServicesAsync()).GetRequiredService<ChildBook>();
        var old = await book.PseudonymAsync(new("sandbox-3"), new("swv-noord"), new AuditActor("test", "PARTNER_SYSTEM", new("swv-noord")), Ct);
        var body = JsonSerializer.Serialize(new { kind = new { system = Systems.Pseudonym, value = old } });
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());

        Assert.Equal(400, (await swv.PostAsync("/api/v1/koppelingen/vernieuwingen", body, Ct)).Status);
        Assert.Equal(404, (await (await broker.PartnerAsync("swv-oost")).PostAsync("/api/v1/koppelingen/vernieuwingen", body, Ct, key)).Status);
        var renewed = await swv.PostAsync("/api/v1/koppelingen/vernieuwingen", body, Ct, key);
        var again = await swv.PostAsync("/api/v1/koppelingen/vernieuwingen", body, Ct, key);
        Assert.Equal((201, renewed.Text), (again.Status, again.Text));
        Assert.Equal(404, (await swv.PostAsync("/api/v1/koppelingen/vernieuwingen", body, Ct, ("Idempotency-Key", Guid.NewGuid().ToString()))).Status);

        var fresh = renewed.Json.GetProperty("pseudoniem").GetString()!;
        var register = (await broker.ServicesAsync()).GetRequiredService<ChildRegister>();
        Assert.Equal("sandbox-3", (await register.FindAsync(new("swv-noord"), new("SWV"), Systems.Pseudonym, fresh, Ct))?.Value);
        Assert.Null(await register.FindAsync(new("swv-noord"), new("SWV"), Systems.Pseudonym, old, Ct));
        Assert.Null(await register.FindAsync(new("swv-oost"), new("SWV"), Systems.Pseudonym, fresh, Ct));
    }

    [Fact]
    public async Task A_new_code_for_a_number_ends_the_one_before()
    {
        var book = (await broker.ServicesAsync()).GetRequiredService<CouplingBook>();
        var (first, second) = (await CodeAsync("LAS-twice"), await CodeAsync("LAS-twice"));

        Assert.Null(await book.RedeemAsync(first, new("sandbox-4"), new AuditActor("test", "PARENT", null), Ct));
        Assert.Equal("school-po", (await book.IssuerOfAsync(second, Ct))?.Value);
    }

    /// <summary>In front of two people of the gemeente a holder of child 1 signed.</summary>
    private static string Paper(SandboxRegion region, string code) => JsonSerializer.Serialize(new
    {
        code,
        kind = region.Child("1").Identifiers["gemeente-a"],
        ondertekenaar = region.Child("1").Holders.First(),
        getekendOp = DateTimeOffset.UtcNow.AddDays(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        scanHash = new string('b', 64),
        afgenomenDoor = People(region)[0],
        getuige = People(region)[1],
    }, JsonSerializerOptions.Web);

    private static List<string> People(SandboxRegion region) => [.. region.Organisation("gemeente-a").Professionals.Select(person => person.Id).Distinct()];

    private static string Own(string number) => JsonSerializer.Serialize(new { kind = new { system = Systems.LasKey, value = number } });

    private async Task<string> CodeAsync(string number)
    {
        var made = await (await broker.PartnerAsync("school-po")).PostAsync("/api/v1/koppelingen", JsonSerializer.Serialize(new { nummer = new { system = Systems.LasKey, value = number } }), Ct);
        Assert.True(made.Status == 201, made.Text);
        return made.Json.GetProperty("code").GetString()!;
    }

    private async Task<ChildReference?> FindAsync(string number) =>
        await (await broker.ServicesAsync()).GetRequiredService<ChildRegister>().FindAsync(new("school-po"), new("SCHOOL"), Systems.LasKey, number, Ct);
}

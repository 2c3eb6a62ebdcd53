using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Adapters.Sources;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.ConsentRegister.Api.Couplings;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Consent.Vocabulary;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Api;

/// <summary>Consents, questions, facts and couplings through the API: each party its own slice, and nothing beside it.</summary>
public sealed partial class RegisterApiTests(LiveBroker broker)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_consent_is_read_by_its_source_and_by_nobody_else()
    {
        var (region, school) = (await broker.RegionAsync(), await broker.PartnerAsync("school-so"));
        var given = await school.PostAsync("/api/v1/toestemmingen", Grant(region, "1", "gemeente-a"), Ct);
        Assert.Equal(201, given.Status);

        var path = given.Header("Location")!;
        var read = await school.GetAsync(path, Ct);
        Assert.Equal("GELDIG", read.Json.GetProperty("status").GetString());
        Assert.Equal("ouder-a", read.Json.GetProperty("gever").GetString()![^7..]);
        foreach (var other in new[] { "gemeente-a", "gemeente-b", "swv-oost" })
        {
            var refused = await (await broker.PartnerAsync(other)).GetAsync(path, Ct);
            var nothing = await (await broker.PartnerAsync(other)).GetAsync("/api/v1/toestemmingen/" + Guid.NewGuid().ToString("D"), Ct);
            Assert.Equal(404, refused.Status);
            Assert.Equal(nothing.Text.Length, refused.Text.Length);
        }

        Assert.Equal(201, (await school.PostAsync(path + "/intrekkingen", """{"door":"ouder-a","gegevensgroepen":["ONDERSTEUNINGSBEHOEFTE"]}""".Replace("ouder-a", read.Json.GetProperty("gever").GetString(), StringComparison.Ordinal), Ct)).Status);
        Assert.Equal("DEELS_INGETROKKEN", (await school.GetAsync(path, Ct)).Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_requester_asks_the_source_to_ask_and_does_not_see_that_the_family_answered()
    {
        var region = await broker.RegionAsync();
        var (gemeente, school) = (await broker.PartnerAsync("gemeente-a"), await broker.PartnerAsync("school-so"));
        var asked = await gemeente.PostAsync("/api/v1/toestemmingsverzoeken", Question(region, "gemeente-a", "school-so"), Ct);
        Assert.Equal((201, "AANGEVRAAGD"), (asked.Status, asked.Json.GetProperty("status").GetString()));
        Assert.False(asked.Json.TryGetProperty("redirectUrl", out _));

        var path = asked.Header("Location")!;
        Assert.Equal(404, (await (await broker.PartnerAsync("swv-oost")).GetAsync(path, Ct)).Status);
        var seen = await school.GetAsync(path, Ct);
        Assert.Equal(428, (await school.PostAsync(path + "/voorleggingen", """{"tekstversie":"2026-1"}""", Ct)).Status);
        Assert.Equal(412, (await school.PostAsync(path + "/voorleggingen", """{"tekstversie":"2026-1"}""", Ct, ("If-Match", "\"9\""))).Status);
        Assert.Equal(403, (await gemeente.PostAsync(path + "/voorleggingen", """{"tekstversie":"2026-1"}""", Ct, ("If-Match", seen.Header("ETag")!))).Status);
        var put = await school.PostAsync(path + "/voorleggingen", """{"tekstversie":"2026-1"}""", Ct, ("If-Match", seen.Header("ETag")!));
        Assert.Equal((200, "VOORGELEGD"), (put.Status, put.Json.GetProperty("status").GetString()));
        Assert.Equal($"{broker.Address}/ouders/vragen/{put.Json.GetProperty("id").GetString()}", put.Json.GetProperty("redirectUrl").GetString());

        var before = await gemeente.GetAsync(path, Ct);
        Assert.Equal(200, (await school.PostAsync(path + "/intrekkingen", "", Ct, ("If-Match", put.Header("ETag")!))).Status);
        var after = await gemeente.GetAsync(path, Ct);
        Assert.Equal((before.Text, before.Header("ETag")), (after.Text, after.Header("ETag")));
        Assert.Equal("INGETROKKEN", (await school.GetAsync(path, Ct)).Json.GetProperty("status").GetString());
        Assert.Equal(409, (await school.PostAsync(path + "/voorleggingen", """{"tekstversie":"2026-1"}""", Ct, ("If-Match", (await school.GetAsync(path, Ct)).Header("ETag")!))).Status);
    }

    [Fact]
    public async Task What_a_partner_changes_stands_in_the_log_with_the_key_by_which_it_came_in()
    {
        var (region, gemeente) = (await broker.RegionAsync(), await broker.PartnerAsync("gemeente-a"));
        var reader = (await broker.ServicesAsync()).GetRequiredService<LogReader>();
        var reply = await gemeente.PostAsync("/api/v1/toestemmingsverzoeken", Question(region, "gemeente-a", "school-so"), Ct);
        var records = (await reader.SearchAsync(new LogQuery { TraceId = reply.Header("traceparent")![3..35] }, Ct)).Records;

        Assert.Equal(201, reply.Status);
        Assert.NotEmpty(records);
        Assert.All(records, record => Assert.NotEmpty(record.Entry!.Details[AuditEntry.ClientKeyDetail]));
    }

    [Fact]
    public async Task A_party_asks_for_itself_only()
    {
        var region = await broker.RegionAsync();
        var forOther = Question(region, "gemeente-a", "school-so").Replace(Number(region, "gemeente-a"), Number(region, "gemeente-b"), StringComparison.Ordinal);
        Assert.Equal(422, (await (await broker.PartnerAsync("gemeente-a")).PostAsync("/api/v1/toestemmingsverzoeken", forOther, Ct)).Status);
    }

    [Theory]
    [InlineData("school-so", "woonplaats", "{}", 403)]
    [InlineData("zorgkantoor", "gezag", "{}", 403)]
    [InlineData("swv-oost", "inschrijving", "{}", 403)]
    [InlineData("gemeente-a", "bekwaamheid", "{}", 403)]
    [InlineData("gemeente-a", "vlag", "{}", 422)]
    [InlineData("gemeente-a", "woonplaats", "{\"gemeente\":\"9902\"}", 422)]
    [InlineData("gemeente-a", "woonplaats", "{}", 201)]
    [InlineData("gemeente-a", "gezag", "{\"uitkomst\":\"eenhoofdig\",\"personen\":[{\"persoon\":\"ouder-a\",\"relatie\":\"ouder\",\"gezag\":true}]}", 201)]
    [InlineData("gemeente-a", "gezag", "{\"uitkomst\":\"eenhoofdig\",\"personen\":[{\"persoon\":\"999990019 Jan\",\"relatie\":\"ouder\",\"gezag\":true}]}", 422)]
    [InlineData("gemeente-a", "gezag", "{\"uitkomst\":\"onbekend\",\"personen\":[]}", 422)]
    [InlineData("gemeente-a", "gezag", "{\"uitkomst\":\"gezamenlijk\",\"personen\":[null]}", 422)]
    [InlineData("gemeente-a", "gezag", "{\"uitkomst\":\"niet_te_bepalen\",\"personen\":[]}", 201)]
    [InlineData("school-so", "inschrijving", "{\"ingeschreven\":true,\"schoolsoort\":\"CLUSTER_2\"}", 422)]
    [InlineData("zorgaanbieder", "bekwaamheid", "{\"bekwaam\":true,\"verklaardOp\":\"2026-01-01\",\"doel\":\"NIETS\"}", 422)]
    [InlineData("zorgaanbieder", "bekwaamheid", "{\"bekwaam\":false,\"verklaardOp\":\"2026-01-01\",\"tot\":\"2026-06-01\"}", 422)]
    [InlineData("zorgaanbieder", "bekwaamheid", "{\"bekwaam\":false,\"verklaardOp\":\"2026-01-01\",\"tot\":\"2026-06-01\",\"doel\":\"*\"}", 422)]
    [InlineData("zorgaanbieder", "bekwaamheid", "{\"bekwaam\":false,\"verklaardOp\":\"2026-01-01\",\"doel\":\"OVERSTAP_VO\"}", 422)]
    [InlineData("zorgaanbieder", "bekwaamheid", "{\"bekwaam\":false,\"verklaardOp\":\"2026-01-01\",\"tot\":\"2027-01-02\",\"doel\":\"OVERSTAP_VO\"}", 422)]
    [InlineData("zorgaanbieder", "bekwaamheid", "{\"bekwaam\":false,\"verklaardOp\":\"2026-01-01\",\"tot\":\"2027-01-01\",\"doel\":\"OVERSTAP_VO\"}", 201)]
    [InlineData("school-so", "inschrijving", "{\"ingeschreven\":true,\"schoolsoort\":\"SO\",\"beeindigd\":true}", 422)]
    [InlineData("school-so", "markering", "{\"markering\":\"DECEASED\",\"geldt\":true}", 403)]
    [InlineData("gemeente-a", "markering", "{\"markering\":\"CONFLICT\",\"geldt\":true}", 403)]
    [InlineData("jeugdhulpaanbieder", "markering", "{\"markering\":\"CONFLICT\",\"geldt\":true}", 403)]
    [InlineData("gemeente-a", "markering", "{\"markering\":\"RESTRICTED:OPP_KERN\",\"geldt\":false}", 422)]
    [InlineData("gemeente-a", "markering", "{\"markering\":\"DECEASED\"}", 422)]
    public async Task Each_kind_of_fact_is_recorded_by_the_party_it_belongs_to(string client, string kind, string content, int status)
    {
        var region = await broker.RegionAsync();
        var source = kind == "gezag" ? "gezagsregister" : "register";
        var body = $$"""{"kind":{{Number(region.Child("11").Identifiers[client])}},"soort":"{{kind}}","inhoud":{{content}},"bron":"{{source}}","waargenomenOp":"2026-01-01T10:00:00Z"}""";
        var reply = await (await broker.PartnerAsync(client)).PostAsync("/api/v1/feiten", body, Ct);
        Assert.True(status == reply.Status, reply.Text);
        Assert.DoesNotContain("999990019", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"type\":\"EenhoofdigOuderlijkGezag\",\"ouder\":{\"burgerservicenummer\":\"999995030\"}", "MOEDER:True")]
    [InlineData("\"type\":\"TweehoofdigOuderlijkGezag\",\"ouders\":[{\"burgerservicenummer\":\"999995030\"},{\"burgerservicenummer\":\"999995042\"}]", "MOEDER:True,NIET-GEKOPPELD-*:True")]
    [InlineData("\"type\":\"EenhoofdigOuderlijkGezag\",\"inOnderzoek\":true,\"ouder\":{\"burgerservicenummer\":\"999995030\"}", "ONBEKEND:,MOEDER:")]
    [InlineData("\"type\":\"TijdelijkGeenGezag\",\"toelichting\":\"x\"", "")]
    [InlineData("", "ONBEKEND:")]
    public async Task The_answer_of_the_BRP_becomes_the_gezag_that_decisions_weigh(string relation, string holders)
    {
        var (child, gemeente) = (await ChildOfTheBrpAsync(), await broker.PartnerAsync("gemeente-a"));
        var gezag = relation.Length == 0 ? string.Empty : "{" + relation + ",\"minderjarige\":{\"burgerservicenummer\":\"999995017\"}}";

        var reply = await gemeente.PostAsync("/api/v1/feiten", BrpFact(SourceChildKey.BsnSystem, "999995017", gezag), Ct);

        Assert.True(reply.Status == 201, reply.Text);
        var register = (await broker.ServicesAsync()).GetRequiredService<ChildRegister>();
        var known = await register.ReadAsync(child, new Purpose("OPP"), DateTimeOffset.UtcNow, Ct);
        Assert.Equal(holders, string.Join(',', known!.Facts.Authority.Select(line => $"{UnlinkedName().Replace(line.Person.Value, "*")}:{line.Holds}")));
    }

    [Fact]
    public async Task A_holder_whom_nobody_knows_keeps_a_name_that_nobody_else_gets_and_says_no_but_never_yes()
    {
        var (child, gemeente) = (await ChildOfTheBrpAsync(), await broker.PartnerAsync("gemeente-a"));
        var (region, number) = (await broker.RegionAsync(), JsonSerializer.Serialize(new { system = SourceChildKey.BsnSystem, value = "999995017" }));
        var father = await UnlinkedAsync("999995042");
        Assert.NotEqual(father, await UnlinkedAsync("999995054"));
        Assert.Equal(father, await UnlinkedAsync("999995042"));
        Assert.DoesNotContain("999995", father, StringComparison.Ordinal);

        var yes = await gemeente.PostAsync("/api/v1/toestemmingen", $$"""
            {"kind":{{number}},"gever":"{{father}}","doel":"JEUGDHULP_SCHOOL_INDIVIDUEEL","bron":{{Number(region, "gemeente-a")}},"ontvangers":[{{Number(region, "school-so")}}],
             "gegevensgroepen":["JEUGDHULP_BESCHIKKING"],"geldigTot":"2027-06-30","bewijs":{"methode":"paper_verified","scanHash":"{{new string('a', 64)}}"} }
            """, Ct);
        Assert.Equal(422, yes.Status);
        Assert.Contains("/gever", yes.Text, StringComparison.Ordinal);

        var given = await gemeente.PostAsync("/api/v1/toestemmingen", $$"""
            {"kind":{{number}},"gever":"MOEDER","doel":"JEUGDHULP_SCHOOL_INDIVIDUEEL","bron":{{Number(region, "gemeente-a")}},"ontvangers":[{{Number(region, "school-so")}}],
             "gegevensgroepen":["JEUGDHULP_BESCHIKKING"],"geldigTot":"2027-06-30","bewijs":{"methode":"assisted"} }
            """, Ct);
        Assert.True(given.Status == 201, given.Text);
        Assert.Equal(201, (await gemeente.PostAsync(given.Header("Location") + "/intrekkingen", $$"""{"door":"{{father}}"}""", Ct)).Status);

        async Task<string> UnlinkedAsync(string bsn)
        {
            var gezag = "{\"type\":\"TweehoofdigOuderlijkGezag\",\"ouders\":[{\"burgerservicenummer\":\"999995030\"},{\"burgerservicenummer\":\"" + bsn + "\"}],\"minderjarige\":{\"burgerservicenummer\":\"999995017\"}}";
            var reply = await gemeente.PostAsync("/api/v1/feiten", BrpFact(SourceChildKey.BsnSystem, "999995017", gezag), Ct);
            Assert.True(reply.Status == 201, reply.Text);
            var known = await (await broker.ServicesAsync()).GetRequiredService<ChildRegister>().ReadAsync(child, new Purpose("OPP"), DateTimeOffset.UtcNow, Ct);
            return Assert.Single(known!.Facts.Authority, line => line.Person.Value != "MOEDER").Person.Value;
        }
    }

    [Theory]
    [InlineData("gemeente-a", "999995017", "{\"type\":\"GezagNietTeBepalen\",\"minderjarige\":{\"burgerservicenummer\":\"999995042\"}}", "other children")]
    [InlineData("gemeente-a", "999995017", "{\"type\":\"GezagNietTeBepalen\",\"minderjarige\":{\"burgerservicenummer\":\"999995018\"}}", "minderjarige/burgerservicenummer")]
    [InlineData("gemeente-a", "999995017", "{\"type\":\"Zorggezag\"}", "gezag/0/type")]
    [InlineData("school-so", "999995017", "", "schooldossier")]
    public async Task An_answer_of_the_BRP_that_cannot_be_used_is_refused_without_naming_anybody(string client, string bsn, string gezag, string why)
    {
        await ChildOfTheBrpAsync();

        var reply = await (await broker.PartnerAsync(client)).PostAsync("/api/v1/feiten", BrpFact(SourceChildKey.BsnSystem, bsn, gezag), Ct);

        Assert.Equal(422, reply.Status);
        Assert.Contains(why, reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("99999", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_for_a_family_is_issued_by_a_school_for_its_own_number_and_read_by_it_alone()
    {
        var school = await broker.PartnerAsync("school-po");
        const string Body = """{"nummer":{"system":"https://zioexchange.nl/fhir/NamingSystem/las-key","value":"LAS-new"}}""";
        var made = await school.PostAsync("/api/v1/koppelingen", Body, Ct);
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$", made.Json.GetProperty("code").GetString());
        var read = await school.GetAsync(made.Header("Location")!, Ct);
        Assert.Equal("OPEN", read.Json.GetProperty("status").GetString());
        Assert.False(read.Json.TryGetProperty("code", out _));
        Assert.Equal(404, (await (await broker.PartnerAsync("school-so")).GetAsync(made.Header("Location")!, Ct)).Status);
        Assert.Equal(403, (await (await broker.PartnerAsync("swv-oost")).PostAsync("/api/v1/koppelingen", Body, Ct)).Status);
        Assert.Equal(422, (await school.PostAsync("/api/v1/koppelingen", """{"nummer":{"system":"http://fhir.nl/fhir/NamingSystem/bsn","value":"999990019"}}""", Ct)).Status);
    }

    [Fact]
    public async Task A_code_is_not_spent_when_the_link_could_not_be_made_and_links_once()
    {
        await using var own = new LiveBroker();
        var (services, school) = (await own.ServicesAsync(), await own.PartnerAsync("school-po"));
        var code = (await school.PostAsync("/api/v1/koppelingen", """{"nummer":{"system":"https://zioexchange.nl/fhir/NamingSystem/las-key","value":"LAS-9"}}""", Ct)).Json.GetProperty("code").GetString()!;
        var (book, actor) = (services.GetRequiredService<CouplingBook>(), new AuditActor("test", "PARENT", null));
        await using var db = await services.GetRequiredService<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync(Ct);
        await db.Database.ExecuteSqlRawAsync("ALTER TABLE log_entries RENAME TO log_lost", Ct);
        await Assert.ThrowsAsync<AuditUnavailableException>(() => book.RedeemAsync(code, new("sandbox-7"), actor, Ct));
        await db.Database.ExecuteSqlRawAsync("ALTER TABLE log_lost RENAME TO log_entries", Ct);

        var used = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => book.RedeemAsync(code, new("sandbox-7"), actor, Ct)));
        Assert.Equal(["school-po"], used.OfType<OrganisationId>().Select(party => party.Value));
        Assert.Equal("sandbox-7", (await services.GetRequiredService<ChildRegister>().FindAsync(new("school-po"), new("SCHOOL"), "https://zioexchange.nl/fhir/NamingSystem/las-key", "LAS-9", Ct))!.Value.Value);
    }

    [Fact]
    public async Task Agreements_say_how_many_they_replace_and_the_papers_follow_from_the_rows()
    {
        var swv = await broker.PartnerAsync("swv-oost");
        var saved = (await swv.GetAsync("/api/v1/afspraken", Ct)).Json.GetProperty("besparing");
        Assert.Equal(12, saved.GetProperty("toetredingen").GetInt32());
        Assert.InRange(saved.GetProperty("paren").GetInt32(), 13, 66);
        Assert.Equal(saved.GetProperty("paren").GetInt32() - 12, saved.GetProperty("bespaard").GetInt32());
        var annex = (await swv.GetAsync("/api/v1/afspraken/verwerkersbijlage", Ct)).Json;
        Assert.DoesNotContain(annex.GetProperty("persoonsgegevens").EnumerateArray(), category => category.GetProperty("code").GetString() is "JEUGDHULP_DOSSIER" or "STRAFRECHT" or "VERZUIM_REDEN_MEDISCH");
        Assert.NotEmpty((await swv.GetAsync("/api/v1/afspraken/onderlinge-regeling", Ct)).Json.GetProperty("uitwisselingen").EnumerateArray());
    }

    private static string Grant(SandboxRegion region, string child, string recipient)
    {
        var holder = region.Child(child).Holders.First();
        return $$"""
            {"kind":{{Number(region.Child(child).Identifiers["school-so"])}},"gever":"{{holder}}","doel":"THUISZITTER","bron":{{Number(region, "school-so")}},
             "ontvangers":[{{Number(region, recipient)}}],"gegevensgroepen":["VERZUIM","ONDERSTEUNINGSBEHOEFTE"],"geldigTot":"2027-06-30","bewijs":{"methode":"paper_verified","scanHash":"{{new string('a', 64)}}"} }
            """;
    }

    private static string Question(SandboxRegion region, string asker, string source) => $$"""
        {"kind":{{Number(region.Child("1").Identifiers[asker])}},"doel":"JEUGDHULP_TOELEIDING","bron":{{Number(region, source)}},
         "ontvangers":[{{Number(region, asker)}}],"gegevensgroepen":["ONDERSTEUNINGSBEHOEFTE"],"geldigTot":"2027-06-30"}
        """;

    private static string Number(SandboxRegion region, string client) => Number(region.Organisation(client).Identifier);

    private static string Number(SandboxIdentifier number) => JsonSerializer.Serialize(new { system = number.System, value = number.Value });

    private async Task<ChildReference> ChildOfTheBrpAsync()
    {
        Assert.True(Bsn.TryParse("999995017", out var bsn));
        var services = await broker.ServicesAsync();
        if (await services.GetRequiredService<ChildRegister>().FindAsync(new("gemeente-a"), new("GEMEENTE"), SourceChildKey.BsnSystem, bsn.Reveal(), Ct) is { } known)
        {
            return known;
        }

        var book = services.GetRequiredService<ChildBook>();
        var actor = new AuditActor("test", "OPERATOR", null);
        var child = await book.AdmitAsync(actor, Ct);
        await book.CoupleAsync(child, owner: null, SourceChildKey.BsnSystem, bsn.Reveal(), actor, Ct);
        await book.AddPersonAsync(child, new PersonId("MOEDER"), new PersonBody("M", "ouder", null, null), "999995030", actor, Ct);
        await book.RecordAsync(child, FactKind.Birth, string.Empty, new BirthFact(new DateOnly(2018, 5, 2)), new("gemeente-a"), "BRP", DateTimeOffset.UtcNow, actor, Ct);
        return child;
    }

    [System.Text.RegularExpressions.GeneratedRegex("(?<=^NIET-GEKOPPELD-)[0-9a-f]{24}$")]
    private static partial System.Text.RegularExpressions.Regex UnlinkedName();

    private static string BrpFact(string system, string number, string gezag) =>
        $$$"""{"kind":{"system":"{{{system}}}","value":"{{{number}}}"},"soort":"gezag","bron":"BRP","waargenomenOp":"{{{DateTimeOffset.UtcNow:O}}}","inhoud":{"type":"RaadpleegMetBurgerservicenummer","personen":[{"gezag":[{{{gezag}}}]}]}}""";
}

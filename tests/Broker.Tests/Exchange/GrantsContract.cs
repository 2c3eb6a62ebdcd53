using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Tests.Exchange;

/// <summary>A family says yes, and takes it back: the next request obeys (R-WD-6).</summary>
public abstract class GrantsContract(BrokerFixture host) : IAsyncLifetime
{
    private const string Purpose = "JEUGDHULP_SCHOOL_INDIVIDUEEL";   // M09
    private static readonly string[] Row = ["ID_BASIS", "JEUGDHULP_BESCHIKKING"];

    private RegisterSteps _register = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _register = new RegisterSteps(await host.StartAsync());

    [Fact]
    public async Task Both_parents_said_yes_so_the_school_gets_the_row_and_one_who_stops_ends_it_at_once()
    {
        Assert.Equal("CONSENT_NOT_AVAILABLE", (await AskAsync()).Reasons.Single());
        var first = await GiveAsync("kind-1-ouder-a");
        Assert.Equal(403, (await AskAsync()).Status);
        var second = await GiveAsync("kind-1-ouder-b");
        var permitted = await AskAsync();

        Assert.Equal(200, permitted.Status);
        Assert.Contains("JEUGDHULP_BESCHIKKING", permitted.Categories);

        Assert.Equal(201, (await _register.WithdrawAsync("gemeente-a", second, "kind-1-ouder-b", Ct)).Status);
        var refused = await AskAsync();

        Assert.Equal(403, refused.Status);
        Assert.Equal(["CONSENT_NOT_AVAILABLE"], refused.Reasons);
        var last = await host.LastOfAsync("1", refused, Ct);
        Assert.Equal(("WITHDRAWN", "M09"), (last.Entry!.ReasonCode, last.MatrixRow));

        // What the first parent takes back afterwards changes nothing for anybody.
        Assert.Equal(201, (await _register.WithdrawAsync("gemeente-a", first, "kind-1-ouder-a", Ct)).Status);
        Assert.Equal(refused.WithoutTrace, (await AskAsync()).WithoutTrace);

        // The log says for whom the organisation entered each act, as it calls that person in every other act.
        var (services, child) = (host.Broker.Services, new ChildReference("sandbox-1"));
        var acts = (await services.GetRequiredService<LogReader>().SearchAsync(new LogQuery { Child = child, Kind = AuditKind.ConsentAct }, Ct)).Records;
        var names = new Dictionary<string, string>
        {
            [first] = await services.GetRequiredService<SignInBook>().PseudonymOfAsync(child, new("kind-1-ouder-a"), Ct),
            [second] = await services.GetRequiredService<SignInBook>().PseudonymOfAsync(child, new("kind-1-ouder-b"), Ct),
        };
        Assert.NotEqual(names[first], names[second]);
        Assert.All(names, name => Assert.Equal([name.Value, name.Value], acts.Where(act => act.Entry!.ConsentIds.Contains(name.Key)).Select(act => act.Actor!.OnBehalfOf)));
    }

    [Fact]
    public async Task What_is_taken_back_for_one_category_leaves_the_others()
    {
        var grants = new[] { await GiveAsync("kind-2-ouder-a", "2", "gemeente-b"), await GiveAsync("kind-2-ouder-b", "2", "gemeente-b") };
        Assert.Superset(Row.ToHashSet(), (await AskAsync("2", "gemeente-b")).Categories.ToHashSet());

        await _register.WithdrawAsync("gemeente-b", grants[1], "kind-2-ouder-b", Ct, "JEUGDHULP_BESCHIKKING");
        var answer = await AskAsync("2", "gemeente-b");

        Assert.Equal(200, answer.Status);
        Assert.Equal(["ID_BASIS"], answer.Categories);
        Assert.Equal(["CONSENT_NOT_AVAILABLE"], answer.Reasons);
        var entry = (await host.LastOfAsync("2", answer, Ct)).Entry!;
        Assert.Equal(["JEUGDHULP_BESCHIKKING WITHDRAWN"], entry.CategoriesDenied.Select(denied => $"{denied.Category.Code} {denied.ReasonCode}"));
    }

    [Fact]
    public async Task What_is_taken_back_for_one_recipient_leaves_the_others_and_a_new_yes_to_that_one_counts_again()
    {
        var first = await GiveToBothAsync("kind-2-ouder-a");
        await GiveToBothAsync("kind-2-ouder-b");
        Assert.Equal(200, (await AskAsync("2", "gemeente-b")).Status);

        Assert.Equal(422, (await _register.WithdrawForAsync("gemeente-b", first, "kind-2-ouder-a", Ct, "zorgkantoor")).Status);
        Assert.Equal(422, (await _register.WithdrawForAsync("gemeente-b", first, "kind-2-ouder-a", Ct)).Status);
        Assert.Equal(201, (await _register.WithdrawForAsync("gemeente-b", first, "kind-2-ouder-a", Ct, "school-po")).Status);
        Assert.Equal(200, (await AskAsync("2", "gemeente-b")).Status);
        var read = (await _register.ReadAsync("gemeente-b", first, Ct)).Json;
        Assert.Equal(("DEELS_INGETROKKEN", 1, 0), (read.GetProperty("status").GetString(), read.GetProperty("gestopteOntvangers").GetArrayLength(), read.GetProperty("ingetrokkenGegevensgroepen").GetArrayLength()));

        Assert.Equal(201, (await _register.WithdrawForAsync("gemeente-b", first, "kind-2-ouder-a", Ct, "school-so")).Status);
        var refused = await AskAsync("2", "gemeente-b");
        Assert.Equal((403, "WITHDRAWN"), (refused.Status, (await host.LastOfAsync("2", refused, Ct)).Entry!.ReasonCode));
        Assert.Equal("INGETROKKEN", (await _register.ReadAsync("gemeente-b", first, Ct)).Json.GetProperty("status").GetString());

        await GiveToBothAsync("kind-2-ouder-a");
        Assert.Equal(200, (await AskAsync("2", "gemeente-b")).Status);

        Task<string> GiveToBothAsync(string giver) => _register.GiveAsync("gemeente-b", "2", giver, Purpose, ["school-so", "school-po"], Row, Ct);
    }

    [Fact]
    public async Task A_stop_that_is_pressed_more_than_once_is_one_act_until_something_newer_is_said_and_more_than_it_is_another()
    {
        var grant = await GiveAsync("kind-2-ouder-a", "2", "gemeente-b");
        await StopAsync("kind-2-ouder-a", "JEUGDHULP_BESCHIKKING");
        await StopAsync("kind-2-ouder-a", "JEUGDHULP_BESCHIKKING");
        Assert.Equal(1, await ActsAsync());
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => StopAsync("kind-2-ouder-a")));
        Assert.Equal(2, await ActsAsync());
        await StopAsync("kind-2-ouder-a", "ID_BASIS");   // part of what was stopped
        Assert.Equal(2, await ActsAsync());
        await StopAsync("kind-2-ouder-b");               // somebody else
        Assert.Equal(3, await ActsAsync());

        await GiveAsync("kind-2-ouder-a", "2", "gemeente-b");
        await StopAsync("kind-2-ouder-a");
        Assert.Equal(4, await ActsAsync());

        async Task StopAsync(string by, params string[] categories) => Assert.Equal(201, (await _register.WithdrawAsync("gemeente-b", grant, by, Ct, categories)).Status);

        async Task<int> ActsAsync() => (await host.LogOfAsync("2", Ct)).Count(record => record.Entry!.Details.GetValueOrDefault("act") == "WITHDRAWN" && record.Entry.ConsentIds.Contains(grant));
    }

    [Fact]
    public async Task A_recipient_named_by_a_grant_may_pass_on_a_stop_and_a_stranger_may_not()
    {
        var grant = await GiveAsync("kind-1-ouder-a");

        Assert.Equal(404, (await _register.WithdrawAsync("zorgkantoor", grant, "kind-1-ouder-a", Ct)).Status);
        Assert.Equal(201, (await _register.WithdrawAsync("school-so", grant, "kind-1-ouder-a", Ct)).Status);
    }

    [Fact]
    public async Task Nobody_but_the_source_records_a_yes_and_nobody_without_a_tie_to_the_child_gives_one()
    {
        var notTheSource = await TryGiveAsync("school-so", "gemeente-a", "kind-1-ouder-a");
        var stranger = await TryGiveAsync("gemeente-a", "gemeente-a", "kind-2-ouder-a");

        Assert.Equal((403, "ROLE_NOT_AUTHORISED"), (notTheSource.Status, notTheSource.Reasons.Single()));

        // Who makes up a giver does not learn whether the register holds the child.
        var nobody = await _register.TryGiveAsync("gemeente-a", "gemeente-a", "1", "kind-2-ouder-a", Purpose, ["school-so"], Row, Ct, new SandboxIdentifier("http://fhir.nl/fhir/NamingSystem/bsn", "999999990"));
        Assert.Equal((404, "NOT_FOUND"), (stranger.Status, stranger.Reasons.Single()));
        Assert.Equal(nobody.Text.Replace(nobody.Trace, "", StringComparison.Ordinal), stranger.Text.Replace(stranger.Trace, "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("RECHTER", "court_order", "kind-1-ouder-b")]
    [InlineData("RECHTER", "assisted", null)]
    [InlineData("kind-1-ouder-a", "court_order", null)]
    [InlineData("kind-1-ouder-a", "assisted", "kind-1-ouder-b")]
    public async Task A_partner_records_no_decision_of_a_court(string giver, string method, string? replaces)
    {
        var answer = await TryProveAsync(giver, method, replaces, scan: new string('0', 64));

        Assert.Equal((403, "ROLE_NOT_AUTHORISED"), (answer.Status, answer.Reasons.Single()));
        Assert.Contains("privacy officer", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("paper_verified", null, 422)]
    [InlineData("paper_verified", "", 422)]
    [InlineData("paper_verified", "0123456789abcdef", 422)]
    [InlineData("paper_verified", "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF", 422)]
    [InlineData("assisted", "geen hash", 422)]
    [InlineData("paper_verified", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", 201)]
    public async Task Paper_counts_with_its_scan_hashed(string method, string? scan, int status)
    {
        var answer = await TryProveAsync("kind-2-ouder-a", method, replaces: null, scan, "2", "gemeente-b");

        Assert.True(status == answer.Status, answer.Text);
        Assert.Equal(status == 422, answer.Text.Contains("/bewijs/scanHash", StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private Task<string> GiveAsync(string persona, string child = "1", string gemeente = "gemeente-a") =>
        _register.GiveAsync(gemeente, child, persona, Purpose, ["school-so"], Row, Ct);

    private Task<BrokerAnswer> TryGiveAsync(string client, string source, string giver) =>
        _register.TryGiveAsync(client, source, "1", giver, Purpose, ["school-so"], Row, Ct);

    private Task<BrokerAnswer> TryProveAsync(string giver, string method, string? replaces, string? scan, string child = "1", string gemeente = "gemeente-a") => _register.SendAsync(
        gemeente, "/api/v1/toestemmingen", new
        {
            Kind = host.Broker.Families.NumberOf(child, gemeente),
            Gever = giver,
            Doel = "AFSTEMMING_JW_WLZ",
            Bron = host.Broker.Families.IdentifierOf(gemeente),
            Ontvangers = new[] { host.Broker.Families.IdentifierOf("zorgkantoor") },
            Gegevensgroepen = new[] { "ID_BASIS" },
            GeldigTot = "2027-07-31",
            Bewijs = new { Methode = method, Tekstversie = "2026-1", ScanHash = scan, Vervangt = replaces },
        }, Ct);

    private Task<BrokerAnswer> AskAsync(string child = "1", string gemeente = "gemeente-a") => host.Broker.AskAsync("school-so", child, Purpose, "IB", Ct, [gemeente]);
}

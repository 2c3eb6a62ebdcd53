using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Pages.Balie;
using ZioExchange.Broker.Pages.Ouders.Desk;
using ZioExchange.Broker.Tests.Oversight;
using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Vocabulary;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Ouders;

/// <summary>An employee of the source enters what somebody chose by phone or on paper: with evidence, in the log, and for nobody else.</summary>
public sealed class AssistedEntryTests() : FamilyStage(new SqliteDatabase())
{
    private static readonly OfficerSession Employee = new(new OrganisationId("gemeente-b"), OfficerRole.Desk, "0123456789abcdef", "SANDBOX");

    [Theory]
    [InlineData("ja", AssistedRoute.Paper, "GIVEN", EvidenceMethod.PaperVerified)]
    [InlineData("ja", AssistedRoute.Desk, "GIVEN", EvidenceMethod.Assisted)]
    [InlineData("nee", AssistedRoute.Telephone, "REFUSED", EvidenceMethod.Assisted)]
    public async Task What_is_entered_stands_in_the_log_and_with_whom_it_is_of_and_with_nobody_else(string choice, AssistedRoute route, string act, EvidenceMethod method)
    {
        var question = await QuestionAsync("kind-2-ouder-b");
        var hash = route is AssistedRoute.Paper ? new string('a', 64) : null;

        await Get<AssistedActs>().RecordAsync(Employee, new AssistedChoice(question, route, choice, choice == "ja" ? new DateOnly(2027, 1, 31) : null, hash), Dutch, Ct);

        var own = Assert.Single(await Get<OwnActs>().OfAsync(Visitor("kind-2-ouder-b"), Ct));
        Assert.Equal((act, Employee.Organisation), (own.Act, own.EnteredBy!.Id));
        Assert.DoesNotContain(await Get<OwnActs>().OfAsync(Visitor("kind-2-ouder-a"), Ct), other => other.Index == own.Index);
        var grant = (await Get<GrantBook>().FindAsync(Guid.Parse(own.GrantId!), Ct))!;
        var evidence = GrantReader.Body(grant).Evidence;
        Assert.Equal(("kind-2-ouder-b", method, "ASSISTED", hash), (grant.GrantedBy, evidence.Method, evidence.Channel, evidence.ScanHash));
        var record = (await Get<LogReader>().FindAsync(own.Index, Ct))!;
        Assert.Equal((OfficerSession.DeskRole, Employee.Pseudonym, route.ToString().ToUpperInvariant()), (record.Actor!.Role, record.Actor.Pseudonym, record.Entry!.Details["route"]));
        Assert.Equal(hash, record.Entry.Details.GetValueOrDefault("scan"));
        Assert.DoesNotContain("ouder-b", string.Join(' ', record.Entry.Details.Values) + record.Actor.OnBehalfOf, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_by_phone_closes_the_exchange_at_once()
    {
        var employee = Employee with { Organisation = new OrganisationId("jeugdhulpaanbieder") };
        var before = Assert.Single(await FlowsAsync(Visitor("kind-4-ouder-a")), flow => flow.Row.Id == "M06");
        Assert.NotEmpty(before.Shared);
        var question = await QuestionAsync("kind-4-ouder-a", employee, "sandbox-4");

        await Get<AssistedActs>().RecordAsync(employee, new AssistedChoice(question, AssistedRoute.Telephone, "stop", null, null), Dutch, Ct);

        Assert.Empty(Assert.Single(await FlowsAsync(Visitor("kind-4-ouder-a")), flow => flow.Row.Id == "M06").Shared);
        Assert.Equal("WITHDRAWN", Assert.Single(await Get<OwnActs>().OfAsync(Visitor("kind-4-ouder-a"), Ct)).Act);
    }

    [Fact]
    public async Task Who_has_no_gezag_and_what_another_organisation_asks_stand_in_no_list_of_an_employee()
    {
        var name = await NameAsync(Employee, "sandbox-2");
        var found = (await Get<AssistedDesk>().FindAsync(Employee, name, Ct))!;
        var care = Employee with { Organisation = new OrganisationId("jeugdhulpaanbieder") };
        var fourth = (await Get<AssistedDesk>().FindAsync(care, await NameAsync(care, "sandbox-4"), Ct))!;

        Assert.All(found.Questions, flow => Assert.Equal(Employee.Organisation, flow.Source.Id));
        Assert.DoesNotContain(fourth.Questions, flow => flow.Member.Person.Value == "kind-4-ouder-b");
        Assert.Null(await Get<AssistedDesk>().FindAsync(care, name, Ct));
        Assert.Null(await Get<FamilyDesk>().FindAsync(Visitor("kind-2-ouder-b"), found.Questions[0].Key, Ct));
        Assert.Null(await Get<ConsentFlows>().FindAsync(Visitor("kind-2-ouder-b"), found.Questions[0].Key, Ct));
    }

    [Theory]
    [InlineData("gemeente-b-fg", "/toezicht/balie")]
    [InlineData("gemeente-b-privacy-officer", "/toezicht/balie")]
    [InlineData("gemeente-b-baliemedewerker", "/toezicht")]
    [InlineData("gemeente-b-baliemedewerker", "/toezicht/logboek")]
    [InlineData("gemeente-b-baliemedewerker", "/toezicht/rechten")]
    public async Task Oversight_and_help_are_not_the_same_people(string persona, string path)
    {
        using var browser = await OfficerBrowser.SignInAsync(Broker.Address, persona, Ct);

        Assert.Contains("/toezicht/inloggen", (await browser.GetAsync(path, Ct)).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_yes_by_phone_and_an_entry_without_its_checks_are_not_taken_and_a_guess_is_not_found()
    {
        using var desk = await OfficerBrowser.SignInAsync(Broker.Address, "gemeente-b-baliemedewerker", Ct);
        var number = Broker.Families.NumberOf("2", "gemeente-b")!.Value;
        Assert.Contains("Dit nummer kennen wij niet", (await desk.PostAsync("/toezicht/balie", "/toezicht/balie", Ct, ("Nummer", "999994724"))).Text, StringComparison.Ordinal);
        var child = (await desk.PostAsync("/toezicht/balie", "/toezicht/balie", Ct, ("Nummer", number))).Location!;
        Assert.DoesNotContain(number, child, StringComparison.Ordinal);
        var page = (await desk.GetAsync(child, Ct)).Text;
        var entry = page[page.IndexOf("/toezicht/balie/invoer/", StringComparison.Ordinal)..].Split('"')[0];
        (string, string)[] yes = [("Route", "Telephone"), ("Keuze", "ja"), ("Hoelang", "3"), ("Gezien", "true"), ("Verteld", "true")];

        Assert.Contains("Een ja kan niet per telefoon.", (await desk.PostAsync(entry, entry, Ct, yes)).Text, StringComparison.Ordinal);
        Assert.Contains("Doe beide controles.", (await desk.PostAsync(entry, entry, Ct, ("Route", "Telephone"), ("Keuze", "nee"), ("Gezien", "true"))).Text, StringComparison.Ordinal);
        Assert.Contains("Voeg de scan", (await desk.PostAsync(entry, entry, Ct, [("Route", "Paper"), .. yes[1..]])).Text, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await desk.GetAsync(entry[..^4] + "AAAA", Ct)).Status);

        var looks = (await Get<LogReader>().SearchAsync(new LogQuery { Kind = AuditKind.LogLook }, Ct)).Records.Select(record => record.Entry!.ReasonCode).ToList();
        Assert.All(["UNKNOWN_CHILD", "ENTRY_INCOMPLETE", "NOT_FOUND"], reason => Assert.Contains(reason, looks));
        Assert.DoesNotContain((await Get<LogReader>().SearchAsync(new LogQuery { Kind = AuditKind.ConsentAct }, Ct)).Records, record => record.Actor!.Role == OfficerSession.DeskRole);
    }

    [Fact]
    public async Task The_family_sees_that_an_employee_looked()
    {
        using var desk = await OfficerBrowser.SignInAsync(Broker.Address, "gemeente-b-baliemedewerker", Ct);
        var child = (await desk.PostAsync("/toezicht/balie", "/toezicht/balie", Ct, ("Nummer", Broker.Families.NumberOf("2", "gemeente-b")!.Value))).Location!;
        await desk.GetAsync(child, Ct);
        var member = Assert.Single(await Get<FamilyDesk>().OfAsync(Visitor("kind-2-ouder-a"), Ct));

        var line = Assert.Single(await Get<LookBook>().OfAsync(member, from: null, Ct), line => line.Kind is LookKind.Desk);

        Assert.Equal("gemeente-b", line.Who!.Id.Value);
    }

    private async Task<ConsentFlow> QuestionAsync(string person, OfficerSession? employee = null, string child = "sandbox-2")
    {
        var who = employee ?? Employee;
        var found = await Get<AssistedDesk>().FindAsync(who, await NameAsync(who, child), Ct);
        return found!.Questions.First(flow => flow.Member.Person.Value == person);
    }

    private Task<string> NameAsync(OfficerSession employee, string child) => Get<ChildNames>().NameAsync(employee, new ChildReference(child), Ct);
}

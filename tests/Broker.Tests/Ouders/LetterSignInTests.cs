using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Broker.Pages.Ouders.Desk;
using ZioExchange.Broker.Tests.Oversight;
using ZioExchange.Consent.Authority;
using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Vocabulary;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Ouders;

/// <summary>A young person without DigiD comes in with a letter of the school: as that person, in that family, and not into a dossier.</summary>
public sealed class LetterSignInTests() : FamilyStage(new SqliteDatabase())
{
    private static readonly ChildReference Child = new("sandbox-3");
    private static readonly OrganisationId School = new("school-so");
    private static readonly AuditActor Employee = new("e", "BALIEMEDEWERKER", School);

    private DateOnly BornOn => Broker.Sandbox.Region.Child("3").Person.BirthDate;

    [Fact]
    public async Task A_letter_and_the_birth_date_let_the_young_person_in_who_then_answers_with_evidence_of_its_own()
    {
        var visitor = await Get<LetterSignIn>().FindAsync((await IssueAsync())!.ToLowerInvariant(), BornOn, Ct);

        Assert.Null(await Get<SignInBook>().AdmitAsync(visitor!, Ct));
        Assert.Equal(Visitor("kind-3").Subject, visitor!.Subject);
        var flow = Assert.Single(await FlowsAsync(visitor), flow => flow.Waits);
        await Get<FamilyActs>().SayYesAsync(visitor, flow, new DateOnly(2027, 1, 31), Dutch, Ct);
        var evidence = GrantReader.Body(Assert.Single(await FlowsAsync(visitor), again => again.Key == flow.Key).MyGrant!).Evidence;
        Assert.Equal((EvidenceMethod.Assisted, LevelOfAssurance.NotApplicable), (evidence.Method, evidence.Assurance));
    }

    [Fact]
    public async Task Five_wrong_birth_dates_end_a_letter_and_a_new_letter_ends_the_one_before()
    {
        var (first, letters) = ((await IssueAsync())!, Get<LetterSignIn>());
        var second = (await IssueAsync())!;

        Assert.Null(await letters.FindAsync(first, BornOn, Ct));
        for (var attempt = 0; attempt < 5; attempt++)
        {
            Assert.Null(await letters.FindAsync(second, BornOn.AddDays(attempt + 1), Ct));
        }

        Assert.Null(await letters.FindAsync(second, BornOn, Ct));
    }

    [Fact]
    public async Task There_is_no_letter_for_a_child_under_12_and_none_from_another_school()
    {
        Assert.Null(await Get<LetterSignIn>().IssueAsync(new ChildReference("sandbox-1"), School, Employee, Ct));
        Assert.Null(await Get<LetterSignIn>().IssueAsync(Child, new OrganisationId("school-po"), Employee, Ct));
    }

    [Fact]
    public async Task A_letter_opens_nothing_that_the_same_person_is_in_another_family()
    {
        var (other, now) = (new ChildReference("sandbox-1"), Get<TimeProvider>().GetUtcNow());
        await Get<ChildBook>().AddPersonAsync(other, new PersonId("kind-1-jonge-ouder"), new PersonBody("X", "ouder", null, null), "kind-3", Employee, Ct);
        var holder = new AuthorityFactPerson("kind-1-jonge-ouder", Relation.Ouder, true, null, null, false, null);
        await Get<ChildBook>().RecordAsync(other, FactKind.Authority, "BRP", new AuthorityFact(GezagOutcome.Gezamenlijk, [holder]), new OrganisationId("gemeente-b"), "BRP", now, Employee, Ct);
        Assert.Equal(2, (await Get<FamilyDesk>().OfAsync(Visitor("kind-3"), Ct)).Count);

        var visitor = await Get<LetterSignIn>().FindAsync((await IssueAsync())!, BornOn, Ct);

        Assert.Equal(Child, Assert.Single(await Get<FamilyDesk>().OfAsync(visitor!, Ct)).Child);
    }

    [Fact]
    public async Task Who_came_in_with_a_letter_sees_who_looked_and_no_dossier_and_a_wrong_try_stands_in_the_log()
    {
        var code = (await IssueAsync())!;
        using var youth = OfficerBrowser.Stranger(Broker.Address);
        Assert.Contains("horen niet bij elkaar", (await SignInAsync("0000-0000-0000-0000")).Text, StringComparison.Ordinal);

        Assert.Equal("/ouders", (await SignInAsync(code)).Location);

        var overview = (await youth.GetAsync("/ouders", Ct)).Text;
        var key = overview[(overview.IndexOf("/ouders/kinderen/", StringComparison.Ordinal) + 17)..].Split('/')[0];
        Assert.Contains("alleen zien als u met DigiD inlogt", (await youth.GetAsync($"/ouders/kinderen/{key}/wat-is-bekend", Ct)).Text, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await youth.GetAsync($"/ouders/kinderen/{key}/wie-heeft-gekeken", Ct)).Status);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await youth.GetAsync($"/ouders/kinderen/{key}/rechten?handler=Kopie", Ct)).Status);
        var signIns = (await Get<LogReader>().SearchAsync(new LogQuery { Kind = AuditKind.SignIn }, Ct)).Records;
        Assert.Equal(["LETTER_REFUSED"], signIns.Select(record => record.Entry!.ReasonCode).OfType<string>());
        Assert.Contains(signIns, record => record.Actor?.AuthenticationMethod == "LETTER");

        Task<(System.Net.HttpStatusCode Status, string Text, string? Location)> SignInAsync(string typed) => youth.PostAsync(
            "/inloggen/brief", "/inloggen/brief", Ct, ("Code", typed), ("Dag", $"{BornOn.Day}"), ("Maand", $"{BornOn.Month}"), ("Jaar", $"{BornOn.Year}"));
    }

    private Task<string?> IssueAsync() => Get<LetterSignIn>().IssueAsync(Child, School, Employee, Ct);
}

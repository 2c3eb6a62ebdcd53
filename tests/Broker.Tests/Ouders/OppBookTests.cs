using System.Net;
using System.Text.RegularExpressions;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister.Opp;
using ZioExchange.Broker.Tests.Oversight;
using ZioExchange.Consent.Vocabulary;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Ouders;

/// <summary>Agreement with the guidance in an OPP and the pupil's own words: for the school alone, and never a consent.</summary>
public abstract partial class OppBookContract(ITestDatabase database) : FamilyStage(database)
{
    private static readonly ChildReference Child = new("sandbox-3");
    private static readonly AuditActor Employee = new("e", "BALIEMEDEWERKER", School);

    private static OrganisationId School => new("school-so");

    [Fact]
    public async Task Each_voice_is_kept_for_the_school_the_newest_counts_and_no_consent_changes()
    {
        var before = (await FlowsAsync(Visitor("kind-3-ouder-a"))).Select(flow => (flow.Key, flow.State, flow.Shared.Count)).ToList();
        Assert.True(await Opps.AskAsync(Child, School, new DateOnly(2026, 11, 20), Employee, Ct));
        var question = (await Opps.LatestAsync(Child, Ct))!;

        await Opps.SayAsync(question, new PersonId("kind-3-ouder-a"), OppBook.Agrees, null, Employee, Ct);
        await Opps.SayAsync(question, new PersonId("kind-3-ouder-a"), OppBook.Disagrees, "Te veel uren.", Employee, Ct);
        await Opps.SayAsync(question, PersonId.Youth, OppBook.Heard, "Ik wil meer rust.", Employee, Ct);

        var voices = await Opps.VoicesAsync(question, Ct);
        Assert.Equal(["DISAGREES Te veel uren.", "HEARD Ik wil meer rust."], voices.Select(voice => $"{voice.Said} {voice.Words}").Order(StringComparer.Ordinal));
        Assert.Equal(before, (await FlowsAsync(Visitor("kind-3-ouder-a"))).Select(flow => (flow.Key, flow.State, flow.Shared.Count)));
        var acts = (await Get<LogReader>().SearchAsync(new LogQuery { Child = Child, Kind = AuditKind.Review }, Ct)).Records;
        Assert.Equal(["OPP_AGREES", "OPP_ASKED", "OPP_DISAGREES", "OPP_HEARD"], acts.Select(record => record.Entry!.Details["act"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Only_the_school_of_enrolment_asks_and_only_about_a_plan_that_is_there()
    {
        Assert.False(await Opps.AskAsync(Child, new OrganisationId("school-po"), new DateOnly(2026, 11, 20), Employee, Ct));
        Assert.False(await Opps.AskAsync(Child, School, new DateOnly(2026, 11, 25), Employee, Ct));
        Assert.Null(await Opps.LatestAsync(Child, Ct));
    }

    [Fact]
    public async Task A_parent_reads_the_own_words_and_never_those_of_the_pupil_and_an_address_of_another_is_not_found()
    {
        Assert.True(await Opps.AskAsync(Child, School, new DateOnly(2026, 11, 20), Employee, Ct));
        using var youth = await OfficerBrowser.SignInFamilyAsync(Broker.Address, "kind-3", Ct);
        using var parent = await OfficerBrowser.SignInFamilyAsync(Broker.Address, "kind-3-ouder-a", Ct);
        var (hers, theirs) = (await PlanOfAsync(youth), await PlanOfAsync(parent));

        Assert.Contains("Schrijf wat u vindt.", (await youth.PostAsync(hers, hers, Ct, ("Woorden", " "))).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await youth.PostAsync(hers, hers, Ct, ("Woorden", "Ik wil meer rust."))).Status);
        Assert.Contains("Kies eens of niet eens.", (await parent.PostAsync(theirs, theirs, Ct, ("Woorden", "x"))).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await parent.PostAsync(theirs, theirs, Ct, ("Mening", "DISAGREES"), ("Woorden", "Te veel uren."))).Status);

        Assert.Contains("Ik wil meer rust.", (await youth.GetAsync(hers, Ct)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Te veel uren.", (await youth.GetAsync(hers, Ct)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ik wil meer rust.", (await parent.GetAsync(theirs, Ct)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await parent.GetAsync(hers, Ct)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await parent.PostAsync(theirs, hers, Ct, ("Mening", "AGREES"))).Status);
    }

    private OppBook Opps => Get<OppBook>();

    private static async Task<string> PlanOfAsync(OfficerBrowser browser) => Plan().Match((await browser.GetAsync("/ouders", Ct)).Text).Groups[1].Value;

    [GeneratedRegex("href=\"(/ouders/kinderen/[^\"]+/plan)\"")]
    private static partial Regex Plan();
}

public sealed class OppBookOnSqlite() : OppBookContract(new SqliteDatabase());

public sealed class OppBookOnPostgres() : OppBookContract(new PostgresDatabase());

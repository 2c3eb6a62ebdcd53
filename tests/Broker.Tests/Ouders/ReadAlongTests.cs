using System.Net;
using System.Text.RegularExpressions;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Pages.Ouders.Desk;
using ZioExchange.Broker.Tests.Oversight;
using ZioExchange.Consent.Authority;
using ZioExchange.Consent.Vocabulary;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Ouders;

/// <summary>Somebody of the family's choice reads along: sees what that person is asked, decides nothing, and only for as long as that person wants and may.</summary>
public sealed partial class ReadAlongTests() : FamilyStage(new SqliteDatabase())
{
    [Fact]
    public async Task A_helper_reads_the_questions_of_who_gave_the_code_and_reaches_no_page_of_the_family()
    {
        using var parent = await OfficerBrowser.SignInFamilyAsync(Broker.Address, "kind-2-ouder-b", Ct);
        using var helper = OfficerBrowser.Stranger(Broker.Address);
        await EnterAsync(helper, await CodeAsync(parent));

        var overview = (await helper.GetAsync("/meelezen/overzicht", Ct)).Text;
        var question = Question().Match(overview).Groups[1].Value;
        var read = await helper.GetAsync(question, Ct);

        Assert.Equal(HttpStatusCode.OK, read.Status);
        Assert.DoesNotContain("<form", Middle(overview) + Middle(read.Text), StringComparison.Ordinal);
        var family = Keys().Matches((await parent.GetAsync("/ouders", Ct)).Text).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.NotEmpty(family);
        foreach (var path in family.Append("/ouders").Append("/ouders/keuzes").Append(question.Replace("/meelezen/", "/ouders/", StringComparison.Ordinal)))
        {
            Assert.Contains("/inloggen", (await helper.GetAsync(path, Ct)).Location, StringComparison.Ordinal);
        }

        var post = await helper.PostAsync("/meelezen", question, Ct, ("Keuze", "ja"));
        Assert.NotEqual(HttpStatusCode.SeeOther, post.Status);
        Assert.Single(await FlowsAsync(Visitor("kind-2-ouder-b")), flow => flow.State is FlowState.Waiting);
        Assert.Equal(HttpStatusCode.NotFound, (await helper.GetAsync("/meelezen/vragen/AAAAAAAAAAAAAAAAAAAAAA", Ct)).Status);
        var records = (await Get<LogReader>().SearchAsync(new LogQuery { Child = new ChildReference("sandbox-2"), Kind = AuditKind.Inspection }, Ct)).Records;
        Assert.Contains(records, record => record.Actor!.Role == "READS_ALONG");
        var other = Assert.Single(await Get<FamilyDesk>().OfAsync(Visitor("kind-2-ouder-a"), Ct));
        Assert.Empty(await Get<LookBook>().OfAsync(other, from: null, Ct));   // whom one parent lets in is not for the other to see
    }

    [Fact]
    public async Task One_click_ends_it_at_once_and_a_new_code_ends_the_one_before()
    {
        using var parent = await OfficerBrowser.SignInFamilyAsync(Broker.Address, "kind-1-ouder-a", Ct);
        using var helper = OfficerBrowser.Stranger(Broker.Address);
        var first = await CodeAsync(parent);
        var second = await CodeAsync(parent);
        Assert.Contains("Deze code werkt niet.", (await helper.PostAsync("/meelezen", "/meelezen", Ct, ("Code", first))).Text, StringComparison.Ordinal);
        await EnterAsync(helper, second);
        var page = await PageOfAsync(parent);

        await parent.PostAsync(page, page + "?handler=Stop", Ct);

        Assert.Equal(HttpStatusCode.NotFound, (await helper.GetAsync("/meelezen/overzicht", Ct)).Status);
    }

    [Fact]
    public async Task When_the_parent_loses_gezag_the_helper_sees_nothing_any_more()
    {
        using var parent = await OfficerBrowser.SignInFamilyAsync(Broker.Address, "kind-1-ouder-a", Ct);
        using var helper = OfficerBrowser.Stranger(Broker.Address);
        await EnterAsync(helper, await CodeAsync(parent));
        Assert.Equal(HttpStatusCode.OK, (await helper.GetAsync("/meelezen/overzicht", Ct)).Status);
        var (child, now) = (new ChildReference("sandbox-1"), Get<TimeProvider>().GetUtcNow());
        var holders = new[] { new AuthorityFactPerson("kind-1-ouder-a", Relation.Ouder, false, null, null, false, null), new AuthorityFactPerson("kind-1-ouder-b", Relation.Ouder, true, null, null, false, null) };
        var snapshot = (await Get<ChildRegister>().ReadAsync(child, new Purpose("OUDERINZAGE"), now, Ct))!;
        var gemeente = snapshot.Facts.Residence!.Value;
        await Get<ChildBook>().RecordAsync(child, FactKind.Authority, "BRP", new AuthorityFact(GezagOutcome.Eenhoofdig, holders), gemeente, "BRP", now, new AuditActor("g", "PARTNER_SYSTEM", gemeente), Ct);

        Assert.Equal(HttpStatusCode.NotFound, (await helper.GetAsync("/meelezen/overzicht", Ct)).Status);
    }

    private static async Task EnterAsync(OfficerBrowser helper, string code) =>
        Assert.Equal("/meelezen/overzicht", (await helper.PostAsync("/meelezen", "/meelezen", Ct, ("Code", code))).Location);

    private static async Task<string> CodeAsync(OfficerBrowser parent)
    {
        var page = await PageOfAsync(parent);
        await parent.PostAsync(page, page + "?handler=Maak", Ct);
        return Code().Match((await parent.GetAsync(page, Ct)).Text).Groups[1].Value;
    }

    private static async Task<string> PageOfAsync(OfficerBrowser parent) => Invite().Match((await parent.GetAsync("/ouders", Ct)).Text).Groups[1].Value;

    private static string Middle(string page) => page[page.IndexOf("<main", StringComparison.Ordinal)..page.IndexOf("</main>", StringComparison.Ordinal)];

    [GeneratedRegex("href=\"(/ouders/kinderen/[^\"]+/meelezer)\"")]
    private static partial Regex Invite();

    [GeneratedRegex("<code>([0-9A-Z-]{19})</code>")]
    private static partial Regex Code();

    [GeneratedRegex("href=\"(/meelezen/vragen/[^\"]+)\"")]
    private static partial Regex Question();

    [GeneratedRegex("href=\"(/ouders/(?:kinderen|vragen|toestemmingen)/[^\"]+)\"")]
    private static partial Regex Keys();
}

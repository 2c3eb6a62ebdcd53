using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Tests.Ouders;
using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Vocabulary;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Oversight;

/// <summary>A court that puts its yes in the place of one parent's: recorded by the privacy officer of the source, who saw the document, and by nobody else.</summary>
public sealed partial class CourtDecisionTests() : FamilyStage(new SqliteDatabase())
{
    private const string Persona = "jeugdhulpaanbieder-privacy-officer";

    [Fact]
    public async Task It_opens_the_exchange_that_one_parent_refused_and_stands_in_the_log_with_the_hash_of_the_document()
    {
        Assert.Equal(403, (await AskAsync()).Status);   // one parent of child 2 said yes, the other no
        using var officer = await OfficerBrowser.SignInAsync(Broker.Address, Persona, Ct);
        var page = await PageAsync("jeugdhulpaanbieder");
        var form = (await officer.GetAsync(page, Ct)).Text;
        var question = Keys().Match(form).Groups[1].Value;
        byte[] document = [1, 2, 3];

        var done = await officer.PostAsync(page, ("Document", document), Ct, ("Vraag", question), ("Kenmerk", "ecli:nl:rbove:2026:1234"), ("Tot", "2027-06-30"), ("Gezien", "true"));

        Assert.Equal(HttpStatusCode.SeeOther, done.Status);
        Assert.Equal(200, (await AskAsync()).Status);
        var grant = Assert.Single((await Get<GrantBook>().OfChildAsync(new("sandbox-2"), Ct)).Select(each => each.Grant), grant => grant.GrantedBy == PersonId.Court.Value);
        var body = GrantReader.Body(grant);
        var hash = Convert.ToHexStringLower(SHA256.HashData(document));
        Assert.Equal(("kind-2-ouder-b", EvidenceMethod.CourtOrder, "ECLI:NL:RBOVE:2026:1234", hash), (body.Replaces, body.Evidence.Method, body.Evidence.TextVersion, body.Evidence.ScanHash));
        var act = Assert.Single((await Get<LogReader>().SearchAsync(new LogQuery { Kind = AuditKind.ConsentAct }, Ct)).Records, record => record.Entry?.Details.GetValueOrDefault("route") == "COURT");
        Assert.Equal(("PRIVACY_OFFICER", hash, "ECLI:NL:RBOVE:2026:1234"), (act.Actor!.Role, act.Entry!.Details["scan"], act.Entry.Details["decision"]));
    }

    [Fact]
    public async Task It_is_not_taken_without_the_document_a_reference_or_the_officers_own_eyes()
    {
        using var officer = await OfficerBrowser.SignInAsync(Broker.Address, Persona, Ct);
        var page = await PageAsync("jeugdhulpaanbieder");
        var question = Keys().Match((await officer.GetAsync(page, Ct)).Text).Groups[1].Value;
        (string, string)[] good = [("Vraag", question), ("Kenmerk", "C/08/123456"), ("Tot", "2027-06-30"), ("Gezien", "true")];

        Assert.Contains("Voeg de uitspraak toe", (await officer.PostAsync(page, page, Ct, good)).Text, StringComparison.Ordinal);
        foreach (var (field, wrong, words) in new[]
        {
            ("Vraag", "AAAA", "Kies wiens toestemming"), ("Kenmerk", "moeder tegen vader", "Vul de ECLI"), ("Kenmerk", "999990019", "Vul de ECLI"),
            ("Tot", "2026-11-23", "Vul een dag in"), ("Tot", "2027-11-25", "Vul een dag in"), ("Gezien", "false", "Bevestig dat u"),
        })
        {
            var answer = await officer.PostAsync(page, ("Document", [1]), Ct, [.. good.Where(each => each.Item1 != field), (field, wrong)]);
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.Contains(words, answer.Text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(await Get<GrantBook>().OfChildAsync(new("sandbox-2"), Ct), each => each.Grant.GrantedBy == PersonId.Court.Value);
    }

    [Theory]
    [InlineData("jeugdhulpaanbieder-fg", HttpStatusCode.NotFound)]
    [InlineData("jeugdhulpaanbieder-baliemedewerker", HttpStatusCode.Redirect)]
    [InlineData("school-so-privacy-officer", HttpStatusCode.NotFound)]
    public async Task Nobody_else_reaches_it(string persona, HttpStatusCode status)
    {
        using var other = await OfficerBrowser.SignInAsync(Broker.Address, persona, Ct);

        Assert.Equal(status, (await other.GetAsync(await PageAsync("jeugdhulpaanbieder"), Ct)).Status);
    }

    [Fact]
    public async Task What_another_organisation_asks_stands_in_no_list()
    {
        using var officer = await OfficerBrowser.SignInAsync(Broker.Address, "school-so-privacy-officer", Ct);

        var form = (await officer.GetAsync(await PageAsync("school-so"), Ct)).Text;

        Assert.DoesNotContain("OPP", form, StringComparison.Ordinal);
        Assert.Empty(Keys().Matches(form));
    }

    private Task<Exchange.BrokerAnswer> AskAsync() => Broker.AskAsync("school-so", "2", "OPP", "IB", Ct, ["jeugdhulpaanbieder"]);

    private async Task<string> PageAsync(string organisation)
    {
        var officer = new OfficerSession(new OrganisationId(organisation), OfficerRole.PrivacyOfficer, "officer", "SANDBOX");
        return $"/toezicht/kinderen/{await Get<ChildNames>().NameAsync(officer, new ChildReference("sandbox-2"), Ct)}/uitspraak";
    }

    [GeneratedRegex("name=\"Vraag\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Keys();
}

using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.ConsentRegister.Api.Couplings;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Tests.Exchange;
using ZioExchange.Broker.Tests.Oversight;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Tests.Ouders;

/// <summary>The pages of a family over HTTP, without any script.</summary>
public sealed partial class FamilyPagesTests
{
    [Fact]
    public async Task Every_page_of_a_parent_opens_and_shows_who_does_what_this_week()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = await SandboxBroker.StartAsync(ct, "--now", "2026-11-24T10:00:00+01:00");
        using var parent = await OfficerBrowser.SignInFamilyAsync(broker.Address, "kind-1-ouder-a", ct);
        var overview = await parent.GetAsync("/ouders", ct);
        Assert.Contains("Doet u 15 minuten niets?", overview.Text, StringComparison.Ordinal);

        foreach (var path in Addresses().Matches(overview.Text).Select(match => match.Groups[1].Value).Distinct().Append("/ouders/keuzes").Append("/ouders/koppelen"))
        {
            var page = await parent.GetAsync(path, ct);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.DoesNotContain("<title>Fout", page.Text, StringComparison.Ordinal);   // nothing was filled in yet
        }

        var known = await parent.GetAsync(Addresses().Matches(overview.Text).Select(match => match.Groups[1].Value).First(path => path.EndsWith("wat-is-bekend", StringComparison.Ordinal)), ct);
        Assert.All(["Wie doet wat op school, deze week?", "Maandag", "Wie zegt dit"], expected => Assert.Contains(expected, known.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_one_source_knows_opens_for_whom_its_address_was_made_and_for_nobody_else()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = await SandboxBroker.StartAsync(ct, "--now", "2026-11-24T10:00:00+01:00");
        using var parent = await OfficerBrowser.SignInFamilyAsync(broker.Address, "kind-1-ouder-a", ct);
        using var other = await OfficerBrowser.SignInFamilyAsync(broker.Address, "kind-1-ouder-b", ct);
        var known = await KnownAsync(parent);
        var source = Addresses().Matches((await parent.GetAsync(known, ct)).Text).Select(match => match.Groups[1].Value).First(path => path.StartsWith(known + "/", StringComparison.Ordinal));
        var own = await KnownAsync(other);

        Assert.Contains("Dit klopt niet", (await parent.GetAsync(source, ct)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await parent.GetAsync(source + "?soort=Nothing&blad=-7", ct)).Status);
        Assert.Equal(HttpStatusCode.OK, (await parent.GetAsync(source + "?blad=2147483647", ct)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(source, ct)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(own + source[known.Length..], ct)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await parent.GetAsync(known + "/school-so", ct)).Status);

        async Task<string> KnownAsync(OfficerBrowser browser) => Addresses().Matches((await browser.GetAsync("/ouders", ct)).Text).Select(match => match.Groups[1].Value).First(path => path.EndsWith("wat-is-bekend", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_code_of_a_school_links_the_child_that_is_confirmed_once()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = await SandboxBroker.StartAsync(ct, "--now", "2026-11-24T10:00:00+01:00");
        var (_, code) = await broker.Services.GetRequiredService<CouplingBook>().IssueAsync(new OrganisationId("school-po"), new Identified(Systems.LasKey, "K-1"), ct);
        using var parent = await OfficerBrowser.SignInFamilyAsync(broker.Address, "kind-1-ouder-a", ct);

        Assert.Contains("Deze code werkt niet.", (await parent.PostAsync("/ouders/koppelen", "/ouders/koppelen", ct, ("Code", "0000-0000-0000-0000"))).Text, StringComparison.Ordinal);
        Assert.Equal("/ouders/koppelen/kind", (await parent.PostAsync("/ouders/koppelen", "/ouders/koppelen", ct, ("Code", code.ToLowerInvariant()))).Location);
        var page = await parent.GetAsync("/ouders/koppelen/kind", ct);
        var child = Radio().Match(page.Text).Groups[1].Value;
        Assert.DoesNotContain("checked", page.Text, StringComparison.Ordinal);
        var done = await parent.PostAsync("/ouders/koppelen/kind", "/ouders/koppelen/kind", ct, ("Kind", child));

        Assert.Equal("/ouders/koppelen/goed", done.Location);
        Assert.Equal(HttpStatusCode.OK, (await parent.GetAsync("/ouders/koppelen/goed", ct)).Status);
        var linked = await broker.Services.GetRequiredService<ChildRegister>().FindAsync(new OrganisationId("school-po"), new PartyType("SCHOOL"), Systems.LasKey, "K-1", ct);
        Assert.Equal("sandbox-1", linked!.Value.Value);
        Assert.Contains("Deze code werkt niet.", (await parent.PostAsync("/ouders/koppelen", "/ouders/koppelen", ct, ("Code", code))).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ja")]
    [InlineData("nee")]
    public async Task A_button_that_is_pressed_eight_times_at_once_records_one_answer_and_shows_its_one_receipt(string choice)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = await SandboxBroker.StartAsync(ct, "--now", "2026-11-24T10:00:00+01:00");
        using var parent = await OfficerBrowser.SignInFamilyAsync(broker.Address, "kind-5-derde", ct);
        var question = Questions().Match((await parent.GetAsync("/ouders", ct)).Text).Groups[1].Value;
        var next = await parent.PostAsync(question, question, ct, ("Keuze", choice));
        next = choice == "ja" ? await parent.PostAsync(next.Location!, next.Location!, ct, ("Hoelang", "3")) : next;
        Assert.Equal(HttpStatusCode.OK, (await parent.GetAsync(next.Location!, ct)).Status);
        var grants = await CountAsync();

        var pressed = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var same = parent.Copy();
            return await same.PostAsync(question, next.Location!, ct);
        }));

        Assert.All(pressed, answer => Assert.True(answer.Status == HttpStatusCode.SeeOther, $"{answer.Status} {answer.Text}"));
        Assert.StartsWith("/ouders/bewijs/", Assert.Single(pressed.Select(answer => answer.Location).Distinct()), StringComparison.Ordinal);
        Assert.Equal(grants + 1, await CountAsync());
        var acts = (await broker.Services.GetRequiredService<LogReader>().SearchAsync(new LogQuery { Kind = AuditKind.ConsentAct, Limit = 1000 }, ct)).Records;
        Assert.Single(acts, record => record.Entry!.Details["act"] == (choice == "ja" ? "GIVEN" : "REFUSED") && record.Actor?.Role == "PARENT" && record.Moment.Date == new DateTime(2026, 11, 24));

        async Task<int> CountAsync()
        {
            await using var db = await broker.Services.GetRequiredService<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync(ct);
            return await db.Grants.CountAsync(ct);
        }
    }

    [Theory]
    [InlineData("/weg")]
    [InlineData("/uitloggen")]
    public async Task Both_ways_out_end_the_session_and_stand_in_the_log(string way)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = await SandboxBroker.StartAsync(ct, "--now", "2026-11-24T10:00:00+01:00");
        using var parent = await OfficerBrowser.SignInFamilyAsync(broker.Address, "kind-1-ouder-a", ct);

        _ = way == "/weg" ? await parent.GetAsync(way, ct) : await parent.PostAsync("/ouders", way, ct);

        Assert.Contains("/inloggen", (await parent.GetAsync("/ouders", ct)).Location, StringComparison.Ordinal);
        var records = (await broker.Services.GetRequiredService<LogReader>().SearchAsync(new LogQuery { Kind = AuditKind.SignIn }, ct)).Records;
        Assert.Single(records, record => record.Entry!.Details["act"] == "SIGNED_OUT");
    }

    [Theory]
    [InlineData("/ouders/berichten", "")]
    [InlineData("/ouders/berichten", "?handler=Adres")]
    [InlineData("/ouders/berichten", "?handler=Uit")]
    public async Task Who_no_longer_stands_with_any_child_is_taken_from_the_menu_to_the_page_that_says_so(string page, string handler)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = await SandboxBroker.StartAsync(ct, "--now", "2026-11-24T10:00:00+01:00");
        using var parent = await OfficerBrowser.SignInFamilyAsync(broker.Address, "kind-1-ouder-a", ct);
        await using (var db = await broker.Services.GetRequiredService<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync(ct))
        {
            await db.Persons.Where(row => row.Id == "kind-1-ouder-a").ExecuteDeleteAsync(ct);
        }

        Assert.Contains(page, (await parent.GetAsync("/ouders", ct)).Text, StringComparison.Ordinal);
        var (_, _, to) = handler.Length == 0 ? await parent.GetAsync(page, ct) : await parent.PostAsync("/ouders", page + handler, ct);

        Assert.Equal("/ouders", to);
    }

    [GeneratedRegex("href=\"(/ouders/kinderen/[^\"]+|/ouders/toestemmingen/[^\"]+)\"")]
    private static partial Regex Addresses();

    [GeneratedRegex("href=\"(/ouders/vragen/[^\"/]+)\"")]
    private static partial Regex Questions();

    [GeneratedRegex("name=\"Kind\"[^>]* value=\"([^\"]+)\"")]
    private static partial Regex Radio();
}

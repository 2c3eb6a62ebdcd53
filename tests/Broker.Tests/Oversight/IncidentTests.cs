using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Reports;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Tests.Exchange;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Tests.Oversight;

/// <summary>A key of a partner system was stolen: what did it reach?</summary>
public sealed class IncidentTests
{
    private static readonly OfficerSession School = new(new OrganisationId("school-so"), OfficerRole.PrivacyOfficer, "officer", "SANDBOX");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_left_by_one_key_is_found_by_kid_and_by_thumbprint_also_after_the_key_was_retired()
    {
        await using var broker = await SandboxBroker.StartAsync(Ct, "--now", "2026-11-24T10:00:00+01:00");
        var child = broker.Sandbox.Region.Child("1");
        var answer = await broker.AskAsync("swv-oost", "1", "TLV_AANVRAAG", "TLV_COMMISSIE", Ct, request: child.Requests[0].Reference.Value);
        Assert.Equal(200, answer.Status);
        var (incidents, keys) = (broker.Services.GetRequiredService<IncidentBook>(), broker.Services.GetRequiredService<SignInKeys>());
        await using var db = await broker.Services.GetRequiredService<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync(Ct);
        var stolen = await db.ClientKeys.SingleAsync(row => row.OrganisationId == "swv-oost", Ct);
        stolen.RetiredAt = DateTimeOffset.UtcNow;
        await db.SaveChangesAsync(Ct);
        var thumbprint = Assert.Single(await keys.ThumbprintsAsync(stolen.Kid, "swv-oost", Ct));

        foreach (var key in new[] { stolen.Kid, thumbprint })
        {
            var found = await OpenAsync(incidents, $"sleutel:{key} organisatie:swv-oost");
            Assert.Equal(1, found.Children);
            Assert.Equal(["swv-oost"], found.Recipients);
            Assert.NotEmpty(found.Categories);
            var name = Assert.Single(found.ChildNames);
            Assert.Equal(name, await broker.Services.GetRequiredService<ChildNames>().NameAsync(School, new ChildReference("sandbox-1"), Ct));
        }

        var other = await db.ClientKeys.AsNoTracking().FirstAsync(row => row.OrganisationId == "gemeente-b", Ct);
        Assert.Equal(0, (await OpenAsync(incidents, $"sleutel:{Assert.Single(await keys.ThumbprintsAsync(other.Kid, "gemeente-b", Ct))}")).Entries);
        Assert.Null(await incidents.OpenAsync(School, Search("sleutel:no-such-key"), Ct));

        // The officer finds the entries themselves too, and the file of children; the log holds a thumbprint and no kid.
        using var officer = await OfficerBrowser.SignInAsync(broker.Address, "school-so-privacy-officer", Ct);
        Assert.Contains("/toezicht/logboek/", (await officer.GetAsync($"/toezicht/logboek?q=sleutel:{thumbprint}", Ct)).Text, StringComparison.Ordinal);
        var incident = (await incidents.ListAsync(School, Ct))[^1];
        var file = await officer.GetAsync($"/toezicht/incidenten?handler=Kinderen&id={incident.Id}", Ct);
        Assert.Equal(["kind", incident.Scope.ChildNames[0]], file.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
        var refused = await officer.PostAsync("/toezicht/incidenten", "/toezicht/incidenten?handler=Nieuw", Ct, ("Sleutel", "no-such-key"));
        Assert.Equal(HttpStatusCode.OK, refused.Status);
        Assert.Contains("Niemand heeft een sleutel met deze naam", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_broker_refused_or_could_not_fetch_did_not_leave()
    {
        await using var broker = await SandboxBroker.StartAsync(Ct, "--now", "2026-11-24T10:00:00+01:00");
        var log = broker.Services.GetRequiredService<IAuditLog>();
        var left = new AuditEntry { Kind = AuditKind.Disclosure, Moment = new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero), TraceId = new string('1', 32), Outcome = AuditOutcome.Permit, Child = new ChildReference("sandbox-1"), Source = School.Organisation, Recipient = new OrganisationId("swv-oost") };
        foreach (var entry in new[]
        {
            left, left with { Outcome = AuditOutcome.Deny, Kind = AuditKind.Decision }, left with { Kind = AuditKind.Decision, Details = new Dictionary<string, string> { ["undelivered"] = "SOURCE_SILENT" } },
            left with { Kind = AuditKind.Notification, Details = new Dictionary<string, string> { ["act"] = "MESSAGE_FETCHED" } },
        })
        {
            await log.AppendAsync(entry, step: null, Ct);
        }

        Assert.Equal(2, (await OpenAsync(broker.Services.GetRequiredService<IncidentBook>(), "organisatie:swv-oost")).Entries);
    }

    private static LogSearch Search(string box)
    {
        var search = SearchReader.Read(new Dictionary<string, string?> { ["q"] = box }, new DateOnly(2026, 11, 24), out var faults);
        Assert.Empty(faults);
        return search;
    }

    private static async Task<IncidentScope> OpenAsync(IncidentBook incidents, string box)
    {
        var id = await incidents.OpenAsync(School, Search(box), Ct);
        return (await incidents.FindAsync(School, id!, Ct))!.Scope;
    }
}

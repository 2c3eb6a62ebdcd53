using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
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
            left with { Kind = AuditKind.Notification, Details = new Dictionary<string, string> { ["act"] = "MESSAGE_SENT" } },
            left with { Kind = AuditKind.Notification, Details = new Dictionary<string, string> { ["act"] = "MESSAGE_TAKEN" } },
        })
        {
            await log.AppendAsync(entry, step: null, Ct);
        }

        Assert.Equal(3, (await OpenAsync(broker.Services.GetRequiredService<IncidentBook>(), "organisatie:swv-oost")).Entries);
    }

    [Fact]
    public async Task What_was_found_is_gone_on_with_by_whatever_node_comes_next_and_no_day_counts_twice()
    {
        await using var broker = await SandboxBroker.StartAsync(Ct, "--now", "2026-11-24T10:00:00+01:00");
        await StopWorkerAsync(broker);
        var log = broker.Services.GetRequiredService<IAuditLog>();
        foreach (var (day, child) in new[] { (3, "1"), (9, "2"), (9, "1"), (17, "3"), (24, "2") })
        {
            await log.AppendAsync(
                new AuditEntry { Kind = AuditKind.Disclosure, Moment = new DateTimeOffset(2026, 11, day, 8, 0, 0, TimeSpan.Zero), TraceId = new string('1', 32), Outcome = AuditOutcome.Permit, Child = new ChildReference("sandbox-" + child), Source = School.Organisation, Recipient = new OrganisationId("swv-oost") },
                step: null, Ct);
        }

        var (one, other) = (Book(broker), Book(broker));
        var expected = await OpenAsync(one, "organisatie:swv-oost");
        Assert.Equal((5, 3, 3), (expected.Entries, expected.Children, expected.ChildNames.Count));

        // As it stands when a node stops at once after it was asked; both nodes then reach for the same days.
        var id = (await one.ListAsync(School, Ct)).Single().Id;
        await ExecuteAsync(broker, "UPDATE oversight_incidents SET state = 'WAITING', facts = '{\"entries\":0,\"children\":0,\"categories\":[],\"recipients\":[],\"sources\":[],\"employees\":0,\"breakGlass\":0,\"childNames\":[]}', resume_at = '2026-10-26'");
        for (var step = 0; step < 12; step++)
        {
            await Task.WhenAll(one.StepAsync(Ct), other.StepAsync(Ct));
        }

        var halfway = (await other.FindAsync(School, id, Ct))!;
        Assert.Equal("RUNNING", halfway.State);
        Assert.InRange(halfway.Days, 12, 24);
        Assert.Equal(30, halfway.AllDays);
        Assert.InRange(halfway.Scope.Entries, 1, 4);

        while (await Book(broker).StepAsync(Ct))
        {
        }

        var done = (await one.FindAsync(School, id, Ct))!;
        Assert.Equal(("DONE", 30, 30), (done.State, done.Days, done.AllDays));
        Assert.Equivalent(expected, done.Scope, strict: true);
    }

    [Fact]
    public async Task An_incident_that_cannot_be_read_says_so_and_holds_up_no_other()
    {
        await using var broker = await SandboxBroker.StartAsync(Ct, "--now", "2026-11-24T10:00:00+01:00");
        await StopWorkerAsync(broker);
        var book = Book(broker);
        var damaged = (await book.OpenAsync(School, Search("organisatie:swv-oost"), Ct))!;
        await ExecuteAsync(broker, "UPDATE oversight_incidents SET state = 'RUNNING', resume_at = '2026-11-01', found = x'00'");
        var next = (await book.OpenAsync(School, Search("organisatie:gemeente-a"), Ct))!;
        await ExecuteAsync(broker, "UPDATE oversight_incidents SET state = 'WAITING', resume_at = '2026-11-23', known_at = known_at + 1 WHERE id = '" + next + "'");

        while (await book.StepAsync(Ct))
        {
        }

        Assert.Equal("FAILED", (await book.FindAsync(School, damaged, Ct))!.State);
        Assert.Equal("DONE", (await book.FindAsync(School, next, Ct))!.State);
        using var officer = await OfficerBrowser.SignInAsync(broker.Address, "school-so-privacy-officer", Ct);
        Assert.Contains("Niet alles kon worden gelezen", (await officer.GetAsync("/toezicht/incidenten", Ct)).Text, StringComparison.Ordinal);
    }

    /// <summary>The steps are this test's to take.</summary>
    private static Task StopWorkerAsync(SandboxBroker broker) => broker.Services.GetServices<IHostedService>().OfType<OversightWorker>().Single().StopAsync(Ct);

    private static IncidentBook Book(SandboxBroker broker) => ActivatorUtilities.CreateInstance<IncidentBook>(broker.Services);

    private static async Task ExecuteAsync(SandboxBroker broker, string sql)
    {
        await using var db = await broker.Services.GetRequiredService<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync(Ct);
#pragma warning disable EF1002 // Written here, and it takes no input.
        Assert.Equal(1, await db.Database.ExecuteSqlRawAsync(sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal), Ct));
#pragma warning restore EF1002
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
        while (await incidents.StepAsync(Ct))
        {
        }

        return (await incidents.FindAsync(School, id!, Ct))!.Scope;
    }
}

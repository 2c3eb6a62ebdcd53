using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Aftercare;
using ZioExchange.Broker.Oversight.Dpia;
using ZioExchange.Broker.Oversight.Drafts;
using ZioExchange.Broker.Oversight.Reports;
using ZioExchange.Broker.Oversight.Reviews;
using ZioExchange.Broker.Oversight.Rights;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Oversight.Signals;
using ZioExchange.Broker.Tests.Exchange;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Tests.Oversight;

/// <summary>An officer of A with every id of B in hand: each route answers nothing, changes nothing, and is written down.</summary>
public sealed class OtherOrganisationTests
{
    private const string Day = "2026-11-24";
    private static readonly OfficerSession Theirs = new(new OrganisationId("gemeente-b"), OfficerRole.PrivacyOfficer, "officer-b", "SANDBOX");

    [Fact]
    public async Task Every_route_with_an_id_of_another_organisation_answers_nothing_and_is_logged()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = await SandboxBroker.StartAsync(ct, "--now", Day + "T10:00:00+01:00");
        var ids = await FillAsync(broker, ct);
        using var officer = await OfficerBrowser.SignInAsync(broker.Address, "school-po-privacy-officer", ct);
        string[] addresses =
        [
            $"logboek/{ids.Entry}", $"logboek/{ids.Entry}/bewijs", $"controle/{ids.Review}", $"meldingen/{ids.Signal}", $"exports/{ids.Export}", $"exports/{ids.Export}?handler=Bestand",
            $"wat-als/{ids.Draft}", $"kinderen/{ids.Child}", $"kinderen/{ids.Child}/inzage", $"kinderen/{ids.Child}/inzage?handler=Json", $"dossiers/{ids.Child}/gemeente-b", $"incidenten?handler=Kinderen&id={ids.Incident}",
        ];

        using var employee = await OfficerBrowser.SignInAsync(broker.Address, "school-po-baliemedewerker", ct);
        string[] helped = [$"balie/kinderen/{ids.Child}", $"balie/brief/{ids.Child}/x", $"balie/invoer/{ids.Child}/x"];

        foreach (var (browser, address) in addresses.Select(address => (officer, address)).Concat(helped.Select(address => (employee, address))))
        {
            var before = await RefusedAsync(broker, ct);
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/toezicht/" + address, ct)).Status);
            Assert.True(await RefusedAsync(broker, ct) > before, $"{address} is not in the log.");
        }

        // The routes that take no id of an organisation, day, month and employee, are in SliceTests; a new route must come to either list.
        var tried = addresses.Concat(helped).Select(address => address.Split('/', '?')[0]).Concat(["dagen", "medewerkers", "rapporten", "inloggen"]).ToHashSet();
        var routes = broker.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.PathSegments.Count > 2 && route.RoutePattern.RawText!.StartsWith("toezicht/", StringComparison.Ordinal));
        Assert.All(routes, route => Assert.Contains(route.RoutePattern.RawText!.Split('/')[1], tried));
    }

    [Fact]
    public async Task Every_step_on_what_belongs_to_another_organisation_changes_nothing_and_is_logged()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = await SandboxBroker.StartAsync(ct, "--now", Day + "T10:00:00+01:00");
        var ids = await FillAsync(broker, ct);
        using var officer = await OfficerBrowser.SignInAsync(broker.Address, "school-po-privacy-officer", ct);
        (string Action, (string, string)[] Fields)[] steps =
        [
            ($"controle/{ids.Review}?handler=Neem", []),
            ($"controle/{ids.Review}?handler=Oordeel", [("Oordeel", "Good"), ("Bevinding", "x")]),
            ($"controle/{ids.Review}?handler=Bevestig", []),
            ($"meldingen/{ids.Signal}", [("Oordeel", "FalseAlarm"), ("Toelichting", "x")]),
            ("incidenten?handler=Besluit", [("id", ids.Incident), ("waarom", "x"), ("gemeld", "nee")]),
            ("rechten?handler=Sluit", [("id", ids.Request), ("tekst", "x"), ("besluit", "nee")]),
            ("rechten?handler=Nieuw", [("Kind", ids.Child), ("Soort", "Access"), ("Ontvangen", Day)]),
            ("nazorg?handler=Terug", [("Regel", $"{ids.Entry}"), ("Fout", "OTHER_CHILD"), ("Toelichting", "x")]),
            ("nazorg?handler=Verteld", [("kind", ids.Child), ("hoe", "TALK"), ("totEnMet", "999999")]),
            ("bewaren?handler=Vrijgeven", [("id", ids.Hold)]),
            ("dpia?handler=Teken", [("id", ids.Dpia), ("Weging", "x")]),
        ];
        var state = await StateAsync(broker, ids, ct);

        foreach (var (action, fields) in steps)
        {
            var before = await RefusedAsync(broker, ct);
            var answer = await officer.PostAsync("/toezicht/rechten", "/toezicht/" + action, ct, fields);
            Assert.True(answer.Status is HttpStatusCode.NotFound or HttpStatusCode.OK, $"{action}: {answer.Status}");
            Assert.True(await RefusedAsync(broker, ct) > before || action.Contains("Nieuw", StringComparison.Ordinal), $"{action} is not in the log.");
        }

        Assert.Equal(state, await StateAsync(broker, ids, ct));
    }

    private sealed record Ids(long Entry, string Child, string Review, string Signal, string Export, string Draft, string Incident, string Request, string Hold, string Dpia);

    private static async Task<Ids> FillAsync(SandboxBroker broker, CancellationToken ct)
    {
        T Get<T>()
            where T : notnull => broker.Services.GetRequiredService<T>();
        await broker.AskAsync("gemeente-b", "1", "JEUGDHULP_TOELEIDING", "JEUGDCONSULENT", ct);
        var entry = (await Get<LogReader>().SearchAsync(new LogQuery { Organisation = Theirs.Organisation, Kind = AuditKind.Decision }, ct)).Records[0].Index;
        LogEvent[] glasses = [.. Enumerable.Range(0, 3).Select(i => new LogEvent(
            500_000 + i, new DateTimeOffset(2026, 11, 20, 10, i, 0, TimeSpan.FromHours(1)), true, false, "somebody", "gemeente-b", "school-so", "gemeente-b", "CRISIS", $"c{i}", "VITAL_INTEREST", BreakGlass: true))];
        await Get<ReviewSampling>().SampleAsync(Theirs.Organisation, glasses, ct);
        await Get<SignalBook>().DetectAsync(Theirs.Organisation, glasses, ct);
        var child = new ChildReference("sandbox-1");
        await Get<RightsBook>().AddAsync(Theirs, child, RightsKind.Access, "", new DateOnly(2026, 11, 24), ct);
        var row = (await Get<RetentionBook>().ListAsync(Theirs, ct))[0].Row.Id;
        Assert.True(await Get<RetentionBook>().HoldAsync(Theirs, row, "A complaint.", ct));
        Assert.True(await Get<DpiaBook>().KeepAsync(Theirs, ct));
        return new Ids(
            entry, await Get<ChildNames>().NameAsync(Theirs, child, ct), (await Get<ReviewBook>().QueueAsync(Theirs, ct))[0].Id, (await Get<SignalBook>().ListAsync(Theirs, open: true, ct))[0].Id,
            (await Get<ExportBook>().AskAsync(Theirs, "REVIEW", "Csv", new DateOnly(2026, 11, 24), new DateOnly(2026, 11, 24), ct))!,
            (await Get<DraftBook>().AskAsync(Theirs, "2026-11", Get<DraftPolicies>().CurrentMatrix(), ct)).Id!,
            (await Get<IncidentBook>().OpenAsync(Theirs, SearchReader.Read(new Dictionary<string, string?>(), new DateOnly(2026, 11, 24), out _), ct))!,
            (await Get<RightsBook>().ListAsync(Theirs, ct))[0].Id, (await Get<RetentionBook>().ListAsync(Theirs, ct)).SelectMany(line => line.Holds).Single().Id, (await Get<DpiaBook>().ListAsync(Theirs, ct))[0].Id);
    }

    private static async Task<string> StateAsync(SandboxBroker broker, Ids ids, CancellationToken ct)
    {
        T Get<T>()
            where T : notnull => broker.Services.GetRequiredService<T>();
        return string.Join('|', new object?[]
        {
            (await Get<ReviewBook>().FindAsync(Theirs, ids.Review, ct))!.State, (await Get<SignalBook>().FindAsync(Theirs, ids.Signal, ct))!.Verdict,
            (await Get<IncidentBook>().ListAsync(Theirs, ct)).Single().Decision, (await Get<RightsBook>().ListAsync(Theirs, ct)).Single(), (await Get<RecallBook>().ListAsync(Theirs, ct)).Count,
            (await Get<RetentionBook>().ListAsync(Theirs, ct)).Sum(line => line.Holds.Count), (await Get<DpiaBook>().ListAsync(Theirs, ct))[0].SignedAt,
        });
    }

    private static async Task<int> RefusedAsync(SandboxBroker broker, CancellationToken ct) =>
        (await broker.Services.GetRequiredService<LogReader>().SearchAsync(new LogQuery { Outcome = AuditOutcome.Deny, Kind = AuditKind.LogLook, Organisation = new OrganisationId("school-po"), Limit = 500 }, ct)).Records.Count;
}

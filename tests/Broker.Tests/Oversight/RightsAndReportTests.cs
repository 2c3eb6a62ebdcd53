using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Reports;
using ZioExchange.Broker.Oversight.Rights;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Oversight.Storage;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Tests.Exchange;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Tests.Oversight;

public sealed class RightsAndReportTests
{
    private static readonly OrganisationId Swv = new("swv-oost");
    private static readonly OfficerSession Officer = new(Swv, OfficerRole.PrivacyOfficer, "officer", "SANDBOX");

    [Fact]
    public async Task A_restriction_and_an_objection_are_in_the_facts_at_once_and_an_fg_cannot_record_them()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = await SandboxBroker.StartAsync(ct, "--now", "2026-11-24T10:00:00+01:00");
        var (rights, register) = (broker.Services.GetRequiredService<RightsBook>(), broker.Services.GetRequiredService<ChildRegister>());
        var (child, day, now) = (new ChildReference("sandbox-1"), new DateOnly(2026, 11, 24), broker.Services.GetRequiredService<TimeProvider>().GetUtcNow());

        Assert.False(await rights.AddAsync(Officer with { Role = OfficerRole.Fg }, child, RightsKind.Restriction, "OPP_KERN", day, ct));
        Assert.False(await rights.AddAsync(Officer, child, RightsKind.Restriction, "NO_SUCH", day, ct));
        Assert.False(await rights.AddAsync(Officer, child, RightsKind.Access, "", day.AddDays(1), ct));
        Assert.True(await rights.AddAsync(Officer, child, RightsKind.Restriction, "OPP_KERN", day, ct));
        Assert.True(await rights.AddAsync(Officer, child, RightsKind.Objection, "THUISZITTER", day, ct));
        Assert.Equal((true, true), await FlagsAsync());

        foreach (var request in await rights.ListAsync(Officer, ct))
        {
            Assert.False(await rights.CloseAsync(Officer, request.Id, granted: false, " ", ct));
            Assert.True(await rights.ExtendAsync(Officer, request.Id, "Many sources.", ct));
            Assert.False(await rights.ExtendAsync(Officer, request.Id, "Again.", ct));
            Assert.True(await rights.CloseAsync(Officer, request.Id, granted: false, "Weighed.", ct));
        }

        Assert.Equal((false, false), await FlagsAsync());

        async Task<(bool, bool)> FlagsAsync()
        {
            var flags = (await register.ReadAsync(child, new Purpose("THUISZITTER"), now, ct))!.Facts.Flags;
            return (flags.Restricted.Contains(new DataCategory("OPP_KERN")), flags.ObjectionPending.Contains(new Purpose("THUISZITTER")));
        }
    }

    [Fact]
    public async Task What_a_family_asks_itself_holds_at_once_stands_at_the_organisation_and_is_nobody_elses_to_see()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = await SandboxBroker.StartAsync(ct, "--now", "2026-11-24T10:00:00+01:00");
        var (rights, family) = (broker.Services.GetRequiredService<RightsBook>(), broker.Services.GetRequiredService<FamilyRights>());
        var child = new ChildReference("sandbox-1");
        var (first, second) = (new PersonId("kind-1-ouder-a"), new PersonId("kind-1-ouder-b"));
        var actor = new AuditActor("a", "PARENT", null);
        var ask = new FamilyAsk(child, first, RightsKind.Restriction, "JEUGDHULP_PLAN", Swv, "Dit klopt niet.");
        Assert.True(await PermitsAsync(broker, ct));

        Assert.Null(await family.AskAsync(ask with { Scope = "NO_SUCH" }, actor, ct));
        Assert.Null(await family.AskAsync(ask with { Words = new string('x', RightsBook.LongestText + 1) }, actor, ct));
        var mine = await family.AskAsync(ask, actor, ct);
        Assert.NotNull(await family.AskAsync(ask with { Person = second, Words = null }, actor, ct));

        Assert.False(await PermitsAsync(broker, ct));
        var seen = Assert.Single(await family.OfAsync(child, first, ct));
        Assert.Equal((new DateOnly(2026, 11, 24), "Dit klopt niet."), (seen.Due, seen.Words));
        Assert.Equal(["Dit klopt niet.", null], (await rights.ListAsync(Officer, ct)).Select(request => request.Words).OrderDescending());
        Assert.Empty(await rights.ListAsync(Officer with { Organisation = new OrganisationId("gemeente-b") }, ct));

        // What one parent takes back stays closed for as long as the other wants it so.
        Assert.False(await family.TakeBackAsync(child, second, mine!, actor, ct));
        Assert.True(await family.TakeBackAsync(child, first, mine!, actor, ct));
        Assert.False(await family.TakeBackAsync(child, first, mine!, actor, ct));
        Assert.False(await PermitsAsync(broker, ct));
        Assert.True(await family.TakeBackAsync(child, second, Assert.Single(await family.OfAsync(child, second, ct)).Id, actor, ct));
        Assert.True(await PermitsAsync(broker, ct));
    }

    [Fact]
    public async Task An_objection_that_one_organisation_turns_down_stays_in_force_at_another()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = await SandboxBroker.StartAsync(ct, "--now", "2026-11-24T10:00:00+01:00");
        var (rights, family, register) = (broker.Services.GetRequiredService<RightsBook>(), broker.Services.GetRequiredService<FamilyRights>(), broker.Services.GetRequiredService<ChildRegister>());
        var (child, person, actor) = (new ChildReference("sandbox-1"), new PersonId("kind-1-ouder-a"), new AuditActor("a", "PARENT", null));
        var atSwv = await family.AskAsync(new FamilyAsk(child, person, RightsKind.Objection, "TLV_AANVRAAG", Swv, null), actor, ct);
        Assert.NotNull(await family.AskAsync(new FamilyAsk(child, person, RightsKind.Objection, "TLV_AANVRAAG", new OrganisationId("school-so"), null), actor, ct));

        Assert.True(await rights.CloseAsync(Officer, atSwv!, granted: false, "Weighed.", ct));

        var facts = (await register.ReadAsync(child, new Purpose("TLV_AANVRAAG"), broker.Services.GetRequiredService<TimeProvider>().GetUtcNow(), ct))!.Facts;
        Assert.Contains(new Purpose("TLV_AANVRAAG"), facts.Flags.ObjectionPending);
        Assert.DoesNotContain(new Purpose("TLV_AANVRAAG"), facts.Flags.ObjectionRejected);
        Assert.Equal("Weighed.", (await family.OfAsync(child, person, ct)).Single(request => request.Id == atSwv).Outcome);
    }

    [Fact]
    public async Task A_granted_objection_stays_in_force_whatever_another_of_the_family_asks_later_and_what_is_open_stands_first()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = await SandboxBroker.StartAsync(ct, "--now", "2026-11-24T10:00:00+01:00");
        var (rights, family, register) = (broker.Services.GetRequiredService<RightsBook>(), broker.Services.GetRequiredService<FamilyRights>(), broker.Services.GetRequiredService<ChildRegister>());
        var (child, actor) = (new ChildReference("sandbox-1"), new AuditActor("a", "PARENT", null));
        var (first, second) = (new PersonId("kind-1-ouder-a"), new PersonId("kind-1-ouder-b"));
        var granted = await AskAsync(first);
        Assert.True(await rights.CloseAsync(Officer, granted!, granted: true, "Agreed.", ct));

        Assert.True(await rights.CloseAsync(Officer, (await AskAsync(second))!, granted: false, "Weighed.", ct));
        Assert.True(await IsPausedAsync());
        Assert.True(await family.TakeBackAsync(child, second, (await AskAsync(second))!, actor, ct));
        Assert.True(await IsPausedAsync());
        var open = await family.AskAsync(new FamilyAsk(child, second, RightsKind.Access, string.Empty, Swv, null), actor, ct);

        var list = await rights.ListAsync(Officer, ct);
        Assert.Equal(open, list[0].Id);
        Assert.Equal(["OPEN", "CLOSED", "GRANTED", "TAKEN_BACK"], list.Select(request => request.State).Take(1).Concat(list.Skip(1).Select(request => request.State).Order(StringComparer.Ordinal)));
        Assert.False(await family.TakeBackAsync(child, first, granted!, actor, ct));

        Task<string?> AskAsync(PersonId person) => family.AskAsync(new FamilyAsk(child, person, RightsKind.Objection, "THUISZITTER", Swv, null), actor, ct);

        async Task<bool> IsPausedAsync() => (await register.ReadAsync(child, new Purpose("THUISZITTER"), broker.Services.GetRequiredService<TimeProvider>().GetUtcNow(), ct))!
            .Facts.Flags.ObjectionPending.Contains(new Purpose("THUISZITTER"));
    }

    [Fact]
    public async Task The_art_15_report_and_the_export_hold_the_own_slice_and_nothing_of_another_organisation()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = await SandboxBroker.StartAsync(ct, "--now", "2026-11-24T10:00:00+01:00");
        await broker.AskAsync("gemeente-b", "1", "JEUGDHULP_TOELEIDING", "JEUGDCONSULENT", ct);
        await broker.AskAsync("school-po", "1", "TLV_AANVRAAG", "IB", ct);
        var session = new OfficerSession(new OrganisationId("gemeente-b"), OfficerRole.Fg, "x", "SANDBOX");
        var name = await broker.Services.GetRequiredService<ChildNames>().NameAsync(session, new ChildReference("sandbox-1"), ct);
        using var officer = await OfficerBrowser.SignInAsync(broker.Address, "gemeente-b-fg", ct);

        var report = await officer.GetAsync($"/toezicht/kinderen/{name}/inzage?handler=Json", ct);
        var asked = await officer.PostAsync("/toezicht/exports", "/toezicht/exports", ct, ("Van", "2026-11-20"), ("Tot", "2026-11-24"), ("Reden", "REVIEW"), ("Vorm", "Csv"));
        Assert.Equal(HttpStatusCode.SeeOther, asked.Status);
        var exports = broker.Services.GetRequiredService<ExportBook>();
        while (await exports.StepAsync(ct))
        {
            ct.ThrowIfCancellationRequested();
        }

        // On a machine that others use too, the files stay in nobody's cache.
        foreach (var download in new[] { $"/toezicht/kinderen/{name}/inzage?handler=Json", asked.Location + "?handler=Bestand", "/toezicht/rapporten/2026-11?handler=Csv" })
        {
            Assert.Equal("no-store", await officer.CacheControlOfAsync(download, ct));
        }

        var file = await officer.GetAsync(asked.Location + "?handler=Bestand", ct);
        var lines = file.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(HttpStatusCode.OK, file.Status);
        Assert.Single(lines, line => line.Contains("tijd_utc", StringComparison.Ordinal));
        Assert.All(lines.Skip(1), line => Assert.Contains("\"gemeente-b\"", line, StringComparison.Ordinal));
        Assert.DoesNotContain("school-po", file.Text, StringComparison.Ordinal);
        var told = JsonSerializer.Deserialize<JsonElement>(report.Text).GetProperty("lines").EnumerateArray().ToList();
        Assert.NotEmpty(told);
        Assert.DoesNotContain("Bedenksel", report.Text, StringComparison.Ordinal);

        using var other = await OfficerBrowser.SignInAsync(broker.Address, "school-po-fg", ct);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(asked.Location!, ct)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(asked.Location + "?handler=Bestand", ct)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/toezicht/kinderen/{name}/inzage", ct)).Status);
    }

    [Fact]
    public async Task Two_organisations_cannot_lay_their_exports_side_by_side_by_child_and_an_officer_finds_the_child_of_a_line()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = await SandboxBroker.StartAsync(ct, "--now", "2026-11-24T10:00:00+01:00");
        await broker.AskAsync("swv-oost", "1", "TLV_AANVRAAG", "ORTHOPEDAGOOG_SWV", ct, ["school-so"], "VZ-2026-0101");
        var parent = new AuditActor("parent-of-one", "PARENT", null);
        var act = new AuditEntry { Kind = AuditKind.ConsentAct, Moment = broker.Services.GetRequiredService<TimeProvider>().GetUtcNow(), TraceId = new string('1', 32), Outcome = AuditOutcome.Success, Child = new("sandbox-1"), Actor = parent, Source = new("school-so"), Recipient = Swv };
        await broker.Services.GetRequiredService<IAuditLog>().AppendAsync(act, step: null, ct);
        await broker.Services.GetRequiredService<IAuditLog>().AppendAsync(act with { Actor = Officer.Actor with { OnBehalfOf = "parent-of-one" } }, step: null, ct);

        var (own, other) = (await LinesAsync(Swv), await LinesAsync(new OrganisationId("school-so")));

        var shared = own.Join(other, line => line.GetProperty("index").GetInt64(), line => line.GetProperty("index").GetInt64(), (a, b) => (a, b)).ToList();
        Assert.True(shared.Count >= 3, $"{shared.Count} lines of both");
        Assert.All(shared, pair => Assert.NotEqual(pair.a.GetProperty("subject").GetString(), pair.b.GetProperty("subject").GetString()));
        var name = await broker.Services.GetRequiredService<ChildNames>().NameAsync(Officer, new ChildReference("sandbox-1"), ct);
        Assert.Contains(own, line => line.GetProperty("subject").GetString() == name);
        Assert.All(own.Concat(other), line =>
        {
            Assert.DoesNotContain("parent-of-one", line.GetRawText(), StringComparison.Ordinal);
            Assert.DoesNotContain("residence_municipality", line.GetRawText(), StringComparison.Ordinal);
        });
        Assert.Contains(own, line => line.GetProperty("actor").ValueKind is JsonValueKind.Object && line.GetProperty("actor").TryGetProperty("onBehalfOf", out _));

        async Task<List<JsonElement>> LinesAsync(OrganisationId organisation)
        {
            var (exports, officer) = (broker.Services.GetRequiredService<ExportBook>(), Officer with { Organisation = organisation });
            var day = new DateOnly(2026, 11, 24);
            var id = (await exports.AskAsync(officer, "REVIEW", "Ndjson", day, day, ct))!;
            while (await exports.StepAsync(ct))
            {
                ct.ThrowIfCancellationRequested();
            }

            var lines = System.Text.Encoding.UTF8.GetString((await exports.FetchAsync(officer, id, ct))!).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(lines.Length, (await exports.FindAsync(officer, id, ct))!.Written);
            return [.. lines.Select(line => JsonSerializer.Deserialize<JsonElement>(line)).Where(line => line.GetProperty("subject").ValueKind is JsonValueKind.String)];
        }
    }

    [Fact]
    public async Task An_export_that_cannot_be_written_is_failed_in_sight_and_holds_up_none_after_it()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = await SandboxBroker.StartAsync(ct, "--now", "2026-11-24T10:00:00+01:00");
        var exports = broker.Services.GetRequiredService<ExportBook>();
        var bad = new ExportRow { Id = "bad", Organisation = Swv.Value, AskedBy = "officer", AskedRole = "FG", AskedAt = 1, Reason = "REVIEW", Format = "Papyrus", Question = "2026-11-24/2026-11-24", State = "WAITING", Written = 0, ResumeAt = "2026-11-24", Parts = 0 };
        await using (var db = new OversightDb(broker.Services.GetRequiredService<BrokerDatabase>()))
        {
            db.Exports.Add(bad);
            await db.SaveChangesAsync(ct);
        }

        var later = await exports.AskAsync(Officer, "REVIEW", "Csv", new DateOnly(2026, 11, 24), new DateOnly(2026, 11, 24), ct);
        while (await exports.StepAsync(ct))
        {
            ct.ThrowIfCancellationRequested();
        }

        Assert.Equal("FAILED", (await exports.FindAsync(Officer, "bad", ct))!.State);
        Assert.Equal("DONE", (await exports.FindAsync(Officer, later!, ct))!.State);
        using var officer = await OfficerBrowser.SignInAsync(broker.Address, "swv-oost-fg", ct);
        Assert.Contains("gestopt door een fout", (await officer.GetAsync("/toezicht/exports/bad?taal=nl", ct)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_of_exactly_as_many_lines_as_fit_is_complete_and_one_more_is_not()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = await SandboxBroker.StartAsync(ct, "--now", "2026-11-24T10:00:00+01:00");
        var (child, log) = (new ChildReference("sandbox-1"), broker.Services.GetRequiredService<IAuditLog>());
        var name = await broker.Services.GetRequiredService<ChildNames>().NameAsync(Officer, child, ct);
        var entry = new AuditEntry { Kind = AuditKind.FactChange, Moment = DateTimeOffset.UnixEpoch, TraceId = new string('1', 32), Outcome = AuditOutcome.Success, Child = child, Source = Swv };
        foreach (var some in Enumerable.Repeat(entry, ChildReports.MostLines - 1).Chunk(250))
        {
            await Task.WhenAll(some.Select(one => log.AppendAsync(one, step: null, ct)));
        }

        var reports = broker.Services.GetRequiredService<ChildReports>();
        var full = (await reports.MakeAsync(Officer, name, ct))!;
        var over = (await reports.MakeAsync(Officer, name, ct))!;   // the making before is a line too

        Assert.Equal((ChildReports.MostLines, true), (full.Lines.Count, full.Complete));
        Assert.Equal((ChildReports.MostLines, false), (over.Lines.Count, over.Complete));
    }

    [Fact]
    public async Task Every_page_of_oversight_opens_in_both_languages()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = await SandboxBroker.StartAsync(ct, "--now", "2026-11-24T10:00:00+01:00");
        await broker.AskAsync("swv-oost", "1", "TLV_AANVRAAG", "TLV_COMMISSIE", ct);
        using var officer = await OfficerBrowser.SignInAsync(broker.Address, "swv-oost-privacy-officer", ct);

        foreach (var path in new[] { "", "/logboek", "/logboek?q=onzin", "/dagen/2026-11-24", "/controle", "/meldingen", "/rechten", "/exports", "/rapporten", "/rapporten/2026-11", "/rapporten/2026-Q4", "/rapporten/2026-Q4?handler=Csv", "/rapporten/2026-11?handler=Csv", "/register", "/incidenten" })
        {
            foreach (var language in new[] { "nl", "en" })
            {
                var answer = await officer.GetAsync($"/toezicht{path}{(path.Contains('?', StringComparison.Ordinal) ? "&" : "?")}taal={language}", ct);
                Assert.True(answer.Status is HttpStatusCode.OK, $"{path} in {language}: {answer.Status}");
            }
        }

        var opened = await officer.PostAsync("/toezicht/incidenten", "/toezicht/incidenten?handler=Nieuw", ct, ("Van", "2026-11-01"), ("Tot", "2026-11-24"));
        Assert.Equal(HttpStatusCode.SeeOther, opened.Status);
        Assert.Contains("Melden bij de AP", (await officer.GetAsync("/toezicht/incidenten?taal=nl", ct)).Text, StringComparison.Ordinal);
    }

    private static async Task<bool> PermitsAsync(SandboxBroker broker, CancellationToken ct) =>
        (await broker.AskAsync("school-so", "1", "OPP", "IB", ct, ["jeugdhulpaanbieder"], categories: ["JEUGDHULP_PLAN"])).Status == 200;
}

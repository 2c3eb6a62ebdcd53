using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Tests.Exchange;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Tests.Oversight;

/// <summary>Officer of A asking for B's entries by address, search, cursor or proof: nothing, logged.</summary>
public sealed class SliceTests
{
    [Fact]
    public async Task An_officer_sees_the_entries_of_the_own_organisation_and_of_no_other()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = await SandboxBroker.StartAsync(ct, "--now", "2026-11-24T10:00:00+01:00");
        var reader = broker.Services.GetRequiredService<LogReader>();
        await broker.AskAsync("gemeente-b", "1", "JEUGDHULP_TOELEIDING", "JEUGDCONSULENT", ct);
        await broker.AskAsync("school-po", "1", "TLV_AANVRAAG", "IB", ct);
        var foreign = (await reader.SearchAsync(new LogQuery { Organisation = new OrganisationId("gemeente-b"), Kind = AuditKind.Decision }, ct)).Records[0];
        Assert.NotEqual("school-po", foreign.Source);
        using var officer = await OfficerBrowser.SignInAsync(broker.Address, "school-po-fg", ct);

        foreach (var path in new[] { $"/toezicht/logboek/{foreign.Index}", $"/toezicht/logboek/{foreign.Index}/bewijs", "/toezicht/kinderen/2222-2222-2222", "/toezicht/logboek/999999" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync(path, ct)).Status);
        }

        var cursor = new LogCursor(foreign.Moment.UtcTicks + 1, foreign.Index + 1);
        foreach (var path in new[] { $"/toezicht/logboek?trace={foreign.TraceId}", $"/toezicht/logboek?na={cursor}", "/toezicht/logboek?organisatie=gemeente-b", $"/toezicht/medewerkers/{foreign.Actor!.Pseudonym}" })
        {
            var (status, text, _) = await officer.GetAsync(path, ct);
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.DoesNotContain($"/toezicht/logboek/{foreign.Index}\"", text, StringComparison.Ordinal);
        }

        var refused = await reader.SearchAsync(new LogQuery { Kind = AuditKind.LogLook, Outcome = AuditOutcome.Deny }, ct);
        Assert.Equal(4, refused.Records.Count);
        Assert.All(refused.Records, look => Assert.Equal("FG", look.Actor!.Role));
    }

    [Fact]
    public async Task An_entry_is_told_in_words_decided_again_and_can_be_proved()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = await SandboxBroker.StartAsync(ct, "--now", "2026-11-24T10:00:00+01:00");
        await broker.AskAsync("gemeente-b", "1", "JEUGDHULP_TOELEIDING", "JEUGDCONSULENT", ct);
        var reader = broker.Services.GetRequiredService<LogReader>();
        var entry = (await reader.SearchAsync(new LogQuery { Organisation = new OrganisationId("gemeente-b"), Kind = AuditKind.Decision }, ct)).Records[0];
        using var officer = await OfficerBrowser.SignInAsync(broker.Address, "gemeente-b-privacy-officer", ct);

        var (status, text, _) = await officer.GetAsync($"/toezicht/logboek/{entry.Index}", ct);
        var proof = await officer.GetAsync($"/toezicht/logboek/{entry.Index}/bewijs", ct);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Gemeente Bedachteren", text, StringComparison.Ordinal);
        Assert.Contains(entry.TraceId, text, StringComparison.Ordinal);
        Assert.Contains("Jeugdconsulent", text, StringComparison.Ordinal);
        Assert.Contains("Sleutel van het systeem", text, StringComparison.Ordinal);
        Assert.All(entry.Entry!.Obligations, obligation => Assert.DoesNotContain(obligation, text, StringComparison.Ordinal));
        Assert.True(ZioExchange.Broker.Audit.InclusionProof.TryParse(proof.Text, out var parsed));
        Assert.True(parsed.Proves(entry.LeafHash.Span, broker.Services.GetRequiredService<ZioExchange.Broker.Audit.Notes.VerifierKey>(), out _));
    }

    [Fact]
    public async Task Two_organisations_that_see_one_entry_read_another_pseudonym_of_the_person_for_whom_an_employee_acted()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = await SandboxBroker.StartAsync(ct, "--now", "2026-11-24T10:00:00+01:00");
        var (log, known) = (broker.Services.GetRequiredService<IAuditLog>(), new string('c', 32));
        var act = new AuditEntry
        {
            Kind = AuditKind.ConsentAct,
            Moment = broker.Services.GetRequiredService<TimeProvider>().GetUtcNow(),
            TraceId = new string('1', 32),
            Outcome = AuditOutcome.Success,
            Child = new("sandbox-1"),
            Actor = new AuditActor("an-employee", "BALIEMEDEWERKER", new("school-po")) { OnBehalfOf = known },
            Source = new("school-po"),
            Recipient = new("swv-oost"),
        };
        var entries = new[] { await AppendAsync(act), await AppendAsync(act with { TraceId = new string('2', 32) }) };

        var (school, swv) = (await ReadAsync("school-po-fg"), await ReadAsync("swv-oost-fg"));

        Assert.Equal((school[0], swv[0]), (school[1], swv[1]));   // within an organisation the same person is the same
        Assert.NotEqual(school[0], swv[0]);

        async Task<long> AppendAsync(AuditEntry entry) => ((AppendedEntry.Written)await log.AppendAsync(entry, step: null, ct)).Index;

        async Task<string[]> ReadAsync(string persona)
        {
            using var officer = await OfficerBrowser.SignInAsync(broker.Address, persona, ct);
            var shown = new List<string>();
            foreach (var entry in entries)
            {
                var (status, text, _) = await officer.GetAsync($"/toezicht/logboek/{entry}", ct);
                Assert.Equal(HttpStatusCode.OK, status);
                Assert.DoesNotContain(known, text, StringComparison.Ordinal);
                shown.Add(System.Text.RegularExpressions.Regex.Match(text, "Namens[^0-9]*?>\\s*([0-9a-f]{32})\\s*<").Groups[1].Value);
                Assert.Equal(32, shown[^1].Length);
            }

            return [.. shown];
        }
    }

    [Fact]
    public async Task Looks_of_one_officer_are_seen_by_the_other()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = await SandboxBroker.StartAsync(ct, "--now", "2026-11-24T10:00:00+01:00");
        using var first = await OfficerBrowser.SignInAsync(broker.Address, "swv-oost-privacy-officer", ct);
        await first.GetAsync("/toezicht/logboek?q=actie:geweigerd", ct);
        using var second = await OfficerBrowser.SignInAsync(broker.Address, "swv-oost-fg", ct);

        var (_, text, _) = await second.GetAsync("/toezicht/logboek?q=actie:toezicht", ct);

        Assert.Contains("Toezicht keek", text, StringComparison.Ordinal);
        Assert.Contains("(privacy officer)", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_looks_without_signing_in_and_a_bsn_leaves_the_address_at_once()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = await SandboxBroker.StartAsync(ct);
        using var stranger = OfficerBrowser.Stranger(broker.Address);
        using var officer = await OfficerBrowser.SignInAsync(broker.Address, "gemeente-a-fg", ct);

        foreach (var path in new[] { "/toezicht", "/toezicht/logboek", "/toezicht/logboek/1", "/toezicht/logboek/1/bewijs", "/toezicht/dagen/2026-11-24" })
        {
            var answer = await stranger.GetAsync(path, ct);
            Assert.Equal(HttpStatusCode.Redirect, answer.Status);
            Assert.Contains("/toezicht/inloggen", answer.Location, StringComparison.Ordinal);
        }

        Assert.Equal("/toezicht/logboek?fout=bsn", (await officer.GetAsync("/toezicht/logboek?q=kind:999990019", ct)).Location);
    }

    [Fact]
    public async Task A_child_is_found_by_the_own_number_and_named_differently_at_each_organisation()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = await SandboxBroker.StartAsync(ct, "--now", "2026-11-24T10:00:00+01:00");
        var bsn = broker.Sandbox.Region.Child("1").Person.Bsn;
        var names = new HashSet<string>();
        foreach (var gemeente in new[] { "gemeente-a", "gemeente-b" })
        {
            using var officer = await OfficerBrowser.SignInAsync(broker.Address, gemeente + "-fg", ct);
            var answer = await officer.PostAsync("/toezicht/logboek", "/toezicht/logboek?handler=Kind", ct, ("Nummer", bsn));
            Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
            Assert.DoesNotContain(bsn, answer.Location, StringComparison.Ordinal);
            Assert.True(names.Add(answer.Location!));
            Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync(answer.Location!, ct)).Status);
        }

        using var school = await OfficerBrowser.SignInAsync(broker.Address, "swv-oost-fg", ct);
        var refused = await school.PostAsync("/toezicht/logboek", "/toezicht/logboek?handler=Kind", ct, ("Nummer", bsn));
        Assert.Contains("kent geen kind met dit nummer", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(bsn, refused.Text, StringComparison.Ordinal);
    }
}

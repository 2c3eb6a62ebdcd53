using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Aftercare;
using ZioExchange.Broker.Oversight.Consents;
using ZioExchange.Broker.Oversight.Dpia;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Broker.Tests.Exchange;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Tests.Oversight;

/// <summary>What follows a delivery: recall, informing, deletion; and the DPIA over it all.</summary>
public sealed class AftercareTests
{
    private static readonly OfficerSession Recipient = new(new OrganisationId("swv-oost"), OfficerRole.PrivacyOfficer, "officer", "SANDBOX");

    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wrong_delivery_is_recalled_by_its_source_and_only_its_recipient_answers()
    {
        await using var broker = await SandboxBroker.StartAsync(Ct, "--now", "2026-11-24T10:00:00+01:00");
        var recalls = broker.Services.GetRequiredService<RecallBook>();
        var disclosure = await DiscloseAsync(broker);
        var source = Recipient with { Organisation = new OrganisationId(disclosure.Source!), Pseudonym = "source" };

        Assert.False(await recalls.AskAsync(source with { Role = OfficerRole.Fg }, disclosure.Index, "OTHER_CHILD", "Two files swapped.", Ct));
        Assert.False(await recalls.AskAsync(source with { Organisation = new OrganisationId("zorgkantoor-noord") }, disclosure.Index, "OTHER_CHILD", "Two files swapped.", Ct));
        Assert.False(await recalls.AskAsync(source, disclosure.Index, "OTHER_CHILD", " ", Ct));
        Assert.True(await recalls.AskAsync(source, disclosure.Index, "OTHER_CHILD", "Two files swapped.", Ct));
        Assert.False(await recalls.AskAsync(source, disclosure.Index, "OTHER_CHILD", "Again.", Ct));
        var recall = Assert.Single(await recalls.ListAsync(Recipient, Ct));
        Assert.Equal((true, new DateOnly(2026, 11, 25)), (recall.Open, recall.Due));
        Assert.Contains(await broker.Services.GetRequiredService<OpenRisks>().CountAsync(source, Ct), risk => risk.Code == "RECALL_OPEN");

        Assert.False(await recalls.AnswerAsync(source, recall.Id, erased: true, "Not mine to say.", Ct));
        Assert.True(await recalls.AnswerAsync(Recipient, recall.Id, erased: true, "Erased from the case system.", Ct));
        Assert.False(await recalls.AnswerAsync(Recipient, recall.Id, erased: false, "Changed our mind.", Ct));

        Assert.Equal("ERASED", Assert.Single(await recalls.ListAsync(source, Ct)).State);
        var acts = await broker.Services.GetRequiredService<LogReader>().SearchAsync(new LogQuery { Organisation = source.Organisation, Kind = AuditKind.Review }, Ct);
        Assert.Equal(["RECALL_ERASED", "RECALLED"], acts.Records.Select(record => record.Entry!.Details["act"]));
    }

    [Fact]
    public async Task Who_was_not_yet_told_of_a_disclosure_is_listed_until_it_is_recorded_how_they_were()
    {
        await using var broker = await SandboxBroker.StartAsync(Ct, "--now", "2026-11-24T10:00:00+01:00");
        var informing = broker.Services.GetRequiredService<InformingBook>();
        var disclosure = await DiscloseAsync(broker);

        var duty = Assert.Single(await informing.OpenAsync(Recipient, Ct));
        Assert.Contains(disclosure.Index, duty.Entries);
        Assert.Equal(new DateOnly(2026, 12, 24), duty.Due);
        Assert.Equal(0, await informing.ToldAsync(Recipient with { Role = OfficerRole.Fg }, duty.Child, "TALK", duty.Through, Ct));
        Assert.Equal(0, await informing.ToldAsync(Recipient, duty.Child, "RUMOUR", duty.Through, Ct));
        Assert.Equal(0, await informing.ToldAsync(Recipient with { Organisation = new OrganisationId(disclosure.Source!) }, duty.Child, "TALK", duty.Through, Ct));

        // What came after the officer looked is not among what the family was told of.
        var later = await DiscloseAsync(broker);
        Assert.Equal(duty.Entries.Count, await informing.ToldAsync(Recipient, duty.Child, "TALK", duty.Through, Ct));
        Assert.Equal([later.Index], Assert.Single(await informing.OpenAsync(Recipient, Ct)).Entries);

        Assert.Equal(1, await informing.ToldAsync(Recipient, duty.Child, "LETTER", later.Index, Ct));
        Assert.Empty(await informing.OpenAsync(Recipient, Ct));
    }

    [Fact]
    public async Task Nothing_is_certified_deleted_while_a_hold_stands_and_a_certificate_has_its_proof_in_the_log()
    {
        await using var broker = await SandboxBroker.StartAsync(Ct, "--now", "2026-11-24T10:00:00+01:00");
        var retention = broker.Services.GetRequiredService<RetentionBook>();
        var row = (await retention.ListAsync(Recipient, Ct))[0].Row.Id;
        var day = new DateOnly(2026, 11, 1);

        Assert.True(await retention.HoldAsync(Recipient, row, "A complaint.", Ct));
        Assert.False(await retention.CertifyAsync(Recipient, row, day, "ERASED", Ct));
        Assert.False(await retention.HoldAsync(Recipient, "M99", "No such row.", Ct));
        var hold = Assert.Single((await retention.ListAsync(Recipient, Ct)).SelectMany(line => line.Holds));
        Assert.True(await retention.LiftAsync(Recipient, hold.Id, Ct));
        Assert.False(await retention.CertifyAsync(Recipient, row, new DateOnly(2026, 11, 24), "ERASED", Ct));
        Assert.False(await retention.CertifyAsync(Recipient with { Role = OfficerRole.Fg }, row, day, "ERASED", Ct));
        Assert.True(await retention.CertifyAsync(Recipient, row, day, "ERASED", Ct));

        var certificate = Assert.Single((await retention.ListAsync(Recipient, Ct)).SelectMany(line => line.Certificates));
        Assert.Equal("DELETION_CERTIFIED", (await broker.Services.GetRequiredService<LogReader>().FindAsync(certificate.Entry, Ct))!.Entry!.Details["act"]);
    }

    [Fact]
    public async Task The_dpia_is_made_by_the_privacy_officer_advised_on_by_the_fg_and_signed_after_that_alone()
    {
        await using var broker = await SandboxBroker.StartAsync(Ct, "--now", "2026-11-24T10:00:00+01:00");
        var dpia = broker.Services.GetRequiredService<DpiaBook>();
        var fg = Recipient with { Role = OfficerRole.Fg, Pseudonym = "fg" };
        await DiscloseAsync(broker);

        Assert.False(await dpia.KeepAsync(fg, Ct));
        Assert.True(await dpia.KeepAsync(Recipient, Ct));
        var made = (await dpia.ListAsync(fg, Ct))[0];
        Assert.Contains(made.Body.Lines, line => line.Purpose == "TLV_AANVRAAG" && line.Volume > 0);
        Assert.False(await dpia.KeepAsync(Recipient, Ct));
        Assert.False(await dpia.SignAsync(Recipient, made.Id, "Before the advice.", Ct));
        Assert.False(await dpia.AdviseAsync(Recipient, made.Id, "POSITIVE", "Advice on my own work.", Ct));
        Assert.True(await dpia.AdviseAsync(fg, made.Id, "CONDITIONS", "Inform families sooner.", Ct));
        Assert.False(await dpia.SignAsync(fg, made.Id, "An FG signs nothing.", Ct));
        Assert.True(await dpia.SignAsync(Recipient, made.Id, "Letters go out the same day.", Ct));
        Assert.False(await dpia.SignAsync(Recipient, made.Id, "Twice.", Ct));
        Assert.True(await dpia.KeepAsync(Recipient, Ct));
        Assert.Equal([2, 1], (await dpia.ListAsync(fg, Ct)).Select(version => version.Number));
    }

    [Fact]
    public async Task The_quality_of_consents_names_no_answer_of_a_person_and_every_page_opens()
    {
        await using var broker = await SandboxBroker.StartAsync(Ct, "--now", "2026-11-24T10:00:00+01:00");
        var quality = broker.Services.GetRequiredService<ConsentQuality>();
        using var officer = await OfficerBrowser.SignInAsync(broker.Address, "school-po-privacy-officer", Ct);

        var reports = new List<ConsentReport>();
        foreach (var organisation in await broker.Services.GetRequiredService<Broker.Directory.PartnerDirectory>().AllAsync(Ct))
        {
            reports.Add(await quality.MakeAsync(Recipient with { Organisation = organisation.Id }, 1, Ct));
        }

        // Of the made-up families some have one parent's answer, some a birthday or an end that is near; see schemas of the sandbox.
        Assert.Contains(reports, report => report.Issues.Any(issue => issue.Codes.Contains("ONE_PARENT")));
        Assert.Contains(reports, report => report.Refusals.Any(rate => rate.Refused > 0));
        Assert.All(reports, report => Assert.True(!report.More && report.Issues.Count <= report.Looked));
        Assert.All(reports.SelectMany(report => report.Refusals), rate => Assert.InRange(rate.Refused, 0, rate.Answers));
        foreach (var page in new[] { "toestemmingen", "nazorg", "bewaren", "dpia", "wat-als", "wat-als?handler=Matrix" })
        {
            foreach (var language in new[] { "nl", "en" })
            {
                var answer = await officer.GetAsync($"/toezicht/{page}{(page.Contains('?', StringComparison.Ordinal) ? "&" : "?")}taal={language}", Ct);
                Assert.True(answer.Status is HttpStatusCode.OK, $"{page}: {answer.Status}");
                Assert.DoesNotContain("ouder-a", answer.Text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Every_question_stands_on_one_page_with_the_answers_of_both_parents_beside_each_other()
    {
        const int Others = 230;
        const string Apart = "ASKED_IN_NO_OTHER_TEST";
        await using var broker = await SandboxBroker.StartAsync(Ct, "--now", "2026-11-24T10:00:00+01:00");
        var quality = broker.Services.GetRequiredService<ConsentQuality>();
        await using var db = await broker.Services.GetRequiredService<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync(Ct);
        var source = Recipient with { Organisation = new OrganisationId("gemeente-a") };
        var before = await quality.MakeAsync(source, 1, Ct);
        var sample = await db.Grants.AsNoTracking().FirstAsync(row => row.Source == "gemeente-a", Ct);

        // Two holders of one child answered: one until soon, the other until long after all the others.
        var facts = (await broker.Services.GetRequiredService<ChildRegister>().ReadAsync(new ChildReference("sandbox-1"), new Purpose(sample.Purpose), Now.AddHours(1), Ct))!.Facts;
        var holders = facts.Authority.Where(line => line.Holds is true).Select(line => line.Person.Value).Distinct().ToList();
        Assert.Equal(2, holders.Count);
        db.Grants.AddRange(Copy(sample, "sandbox-1", Apart, holders[0], 3), Copy(sample, "sandbox-1", Apart, holders[1], 300));
        db.Grants.AddRange(Enumerable.Range(0, Others).Select(number => Copy(sample, "sandbox-2", $"OTHER_{number}", sample.GrantedBy, 10)));
        await db.SaveChangesAsync(Ct);

        var (first, second) = (await quality.MakeAsync(source, 1, Ct), await quality.MakeAsync(source, 2, Ct));

        Assert.Equal((true, false), (first.More, second.More));
        Assert.Equal(before.Looked + Others + 2, first.Looked + second.Looked);
        var seen = first.Issues.Concat(second.Issues).Select(issue => issue.Purpose).Where(purpose => purpose.StartsWith("OTHER_", StringComparison.Ordinal)).ToList();
        Assert.Equal(Others, seen.Count);
        Assert.Equal(Others, seen.Distinct().Count());
        var both = Assert.Single(first.Issues, issue => issue.Purpose == Apart);
        Assert.DoesNotContain("ONE_PARENT", both.Codes);
        Assert.Contains("NEAR_EXPIRY", both.Codes);
    }

    private static GrantRow Copy(GrantRow sample, string child, string purpose, string giver, int days) => new()
    {
        Id = Guid.NewGuid(),
        ChildId = child,
        Purpose = purpose,
        Source = sample.Source,
        GrantedBy = giver,
        GivenAt = Now.AddDays(-1),
        ValidFrom = null,
        ValidUntil = DateOnly.FromDateTime(Now.Date).AddDays(days),
        Body = sample.Body,
        RecordedAt = Now.AddDays(-1),
    };

    private static async Task<LogRecord> DiscloseAsync(SandboxBroker broker)
    {
        Assert.Equal(200, (await broker.AskAsync("swv-oost", "1", "TLV_AANVRAAG", "ORTHOPEDAGOOG_SWV", Ct, ["school-so"], "VZ-2026-0101")).Status);
        return (await broker.Services.GetRequiredService<LogReader>().SearchAsync(new LogQuery { Organisation = Recipient.Organisation, Kind = AuditKind.Disclosure }, Ct)).Records[0];
    }
}

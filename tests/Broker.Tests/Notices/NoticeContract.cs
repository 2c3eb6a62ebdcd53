using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.ConsentRegister.Api.Requests;
using ZioExchange.Broker.ConsentRegister.Retention;
using ZioExchange.Broker.Notices;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Broker.Tests.Ouders;
using ZioExchange.Consent.Authority;
using ZioExchange.Consent.Vocabulary;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Notices;

/// <summary>Who is told that something waits, when, and with how few words; one class for each database. Rounds run when a test says so.</summary>
public abstract class NoticeContract(ITestDatabase database) : FamilyStage(database, "--Notices:Sender", "none")
{
    private const string Address = "ouder.b@voorbeeld.example";

    private static readonly (ChildReference Child, PersonId Person) Place = (new("sandbox-2"), new("kind-2-ouder-b"));   // a question waits for this parent

    private static readonly AuditActor Actor = new("p", "PARENT", null);

    private string Folder => Path.Combine(Broker.DataPath, "notices");

    [Fact]
    public async Task Nothing_but_a_code_is_sent_until_the_code_came_back_and_then_that_something_waits_without_saying_what()
    {
        await RoundAsync();
        Assert.Empty(Mails());
        Assert.True(await AskAsync());
        await RoundAsync();
        var code = MailText.CodeIn(Assert.Single(Mails()));
        Assert.False(await Get<NoticeChoices>().ConfirmAsync([Place], "0000-0000", Actor, Ct));
        await RoundAsync();
        Assert.Single(Mails());

        Assert.True(await Get<NoticeChoices>().ConfirmAsync([Place], code.ToLowerInvariant(), Actor, Ct));
        await RoundAsync();

        var notice = Assert.Single(Mails(), mail => !mail.Contains(code, StringComparison.Ordinal));
        Assert.Contains($"To: {Address}", notice, StringComparison.Ordinal);
        Assert.Contains(Broker.Address.GetLeftPart(UriPartial.Authority).Replace("0.0.0.0", "localhost", StringComparison.Ordinal), notice, StringComparison.Ordinal);
        Assert.DoesNotContain(Mails(), mail => Broker.Sandbox.Region.Organisations.Select(organisation => organisation.Name).Append("Wyxandra").Any(word => mail.Contains(word, StringComparison.OrdinalIgnoreCase)));
        Assert.DoesNotMatch(@"\b9(?:[ .]?9){2}(?:[ .]?\d){6}\b", string.Join('\n', Mails()));   // a BSN of the test range; three nines alone stand in many an id of a message
        var records = (await Get<LogReader>().SearchAsync(new LogQuery { Kind = AuditKind.Notification }, Ct)).Records.Where(record => record.Entry!.Details["act"] == "FAMILY_NOTICE").ToList();   // the background sends to organisations too
        Assert.Equal(["CODE", "QUESTION"], records.Select(record => record.Entry!.Details["kind"]).Order(StringComparer.Ordinal));
        Assert.All(records, record => Assert.Null(record.Source ?? record.Recipient));   // in no organisation's slice: whom it went to is one name for all
        var acts = (await Get<LogReader>().SearchAsync(new LogQuery { Child = Place.Child }, Ct)).Records;
        Assert.DoesNotContain(acts, record => System.Text.Json.JsonSerializer.Serialize(record.Entry).Contains('@', StringComparison.Ordinal));
        Assert.DoesNotContain(Address, await EveryColumnAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_one_thing_somebody_is_told_once_however_many_nodes_look_and_a_new_thing_is_told_again()
    {
        await TurnOnAsync();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => RoundAsync()));
        Assert.Equal(2, Mails().Count);
        await LookAgainAsync();
        await RoundAsync();
        Assert.Equal(2, Mails().Count);

        await PutAsync("JEUGDHULP_TOELEIDING", "gemeente-a");
        await LookAgainAsync();
        await RoundAsync();

        Assert.Equal(3, Mails().Count);
    }

    [Fact]
    public async Task Off_is_off_at_once_and_the_address_is_gone()
    {
        await TurnOnAsync();
        await using var db = await ContextAsync();
        await Get<NoticeRound>().RunAsync(Ct);
        Assert.Equal(1, await db.Notices.CountAsync(row => row.NextAt != null, Ct));

        await Get<NoticeChoices>().EraseAsync([Place], Actor, Ct);
        await RoundAsync();

        Assert.Single(Mails());   // the code of before
        Assert.Empty(await db.NoticeChoices.ToListAsync(Ct));
        Assert.Null(await Get<NoticeChoices>().FindAsync(Place.Child, Place.Person, Ct));
    }

    [Fact]
    public async Task Who_has_no_place_in_the_family_any_more_gets_nothing_and_is_forgotten()
    {
        await TurnOnAsync();
        var other = new AuthorityFactPerson("kind-2-ouder-a", Relation.Ouder, true, null, null, false, null);
        await Get<ChildBook>().RecordAsync(Place.Child, FactKind.Authority, "BRP", new AuthorityFact(GezagOutcome.Eenhoofdig, [other]), new OrganisationId("gemeente-a"), "BRP", Get<TimeProvider>().GetUtcNow(), Actor, Ct);
        Assert.Empty(await Get<Pages.Ouders.Desk.FamilyDesk>().OfAsync(Visitor("kind-2-ouder-b"), Ct));

        await RoundAsync();

        Assert.Single(Mails());
        await using var db = await ContextAsync();
        Assert.Empty(await db.NoticeChoices.ToListAsync(Ct));
    }

    [Fact]
    public async Task Five_codes_a_day_and_five_tries_a_code_and_a_code_of_yesterday_is_worth_nothing()
    {
        for (var code = 0; code < NoticeChoices.MostCodesADay; code++)
        {
            Assert.True(await AskAsync());
            await RoundAsync();
        }

        Assert.False(await AskAsync());
        var last = Mails().Select(MailText.CodeIn).Single(code => code == Derived());
        for (var attempt = 0; attempt < 5; attempt++)
        {
            Assert.False(await Get<NoticeChoices>().ConfirmAsync([Place], "0000-0000", Actor, Ct));
        }

        Assert.False(await Get<NoticeChoices>().ConfirmAsync([Place], last, Actor, Ct));
        await using var db = await ContextAsync();
        await db.NoticeChoices.ExecuteUpdateAsync(row => row.SetProperty(each => each.Misses, 0).SetProperty(each => each.AskedAt, Get<TimeProvider>().GetUtcNow() - NoticeChoices.CodeLife - TimeSpan.FromMinutes(1)), Ct);
        Assert.False(await Get<NoticeChoices>().ConfirmAsync([Place], last, Actor, Ct));
        Assert.NotEqual(0, await Get<RetentionJobs>().RunAsync(Ct));
        Assert.Empty(await db.NoticeChoices.AsNoTracking().ToListAsync(Ct));

        string Derived()
        {
            using var now = Get<IDbContextFactory<BrokerDbContext>>().CreateDbContext();
            return Keys.TypedCode.Shown(Get<NoticeChoices>().CodeFor(now.NoticeChoices.AsNoTracking().Single()));
        }
    }

    [Fact]
    public async Task A_server_that_fails_is_tried_again_with_longer_pauses_and_given_up_in_the_end()
    {
        await TurnOnAsync();
        await Get<NoticeRound>().RunAsync(Ct);
        var failing = new Answering(NoticeResult.NotNow);
        await using var db = await ContextAsync();
        var pauses = new List<TimeSpan>();
        for (var attempt = 1; attempt <= 7; attempt++)
        {
            await ActivatorUtilities.CreateInstance<NoticePost>(Broker.Services, failing).RunAsync(Ct);
            var row = await db.Notices.AsNoTracking().SingleAsync(each => each.Kind == "QUESTION", Ct);
            Assert.Equal((attempt, attempt < 7 ? "WAITS" : "GIVEN_UP"), (row.Attempts, row.Outcome));
            if (row.NextAt is { } next)
            {
                pauses.Add(next - row.LastAt!.Value);
                await ActivatorUtilities.CreateInstance<NoticePost>(Broker.Services, failing).RunAsync(Ct);   // too early: nothing happens
                await db.Notices.Where(each => each.NextAt != null).ExecuteUpdateAsync(each => each.SetProperty(notice => notice.NextAt, row.LastAt), Ct);
            }
        }

        Assert.Equal(7, failing.Asked);
        Assert.Equal(pauses.Order(), pauses);
        var record = Assert.Single((await Get<LogReader>().SearchAsync(new LogQuery { Kind = AuditKind.Notification }, Ct)).Records, record => record.Entry!.Outcome is AuditOutcome.Failure && record.Entry.Details["act"] == "FAMILY_NOTICE");
        Assert.Equal("NOT_DELIVERED", record.Entry!.ReasonCode);
    }

    [Fact]
    public async Task An_address_that_is_refused_for_good_is_not_tried_again()
    {
        await TurnOnAsync();
        await Get<NoticeRound>().RunAsync(Ct);

        await ActivatorUtilities.CreateInstance<NoticePost>(Broker.Services, new Answering(NoticeResult.Refused)).RunAsync(Ct);

        await using var db = await ContextAsync();
        var row = await db.Notices.AsNoTracking().SingleAsync(each => each.Kind == "QUESTION", Ct);
        Assert.Equal(("GIVEN_UP", 1), (row.Outcome, row.Attempts));
        Assert.Null(row.NextAt);
    }

    private Task<bool> AskAsync() => Get<NoticeChoices>().AskAsync([Place], ContactAddress.Parse(Address)!, "nl", Actor, Ct);

    private async Task TurnOnAsync()
    {
        Assert.True(await AskAsync());
        await RoundAsync();
        Assert.True(await Get<NoticeChoices>().ConfirmAsync([Place], MailText.CodeIn(Assert.Single(Mails())), Actor, Ct));
    }

    private async Task RoundAsync()
    {
        await Get<NoticeRound>().RunAsync(Ct);
        await Get<NoticePost>().RunAsync(Ct);
    }

    private async Task LookAgainAsync()
    {
        await using var db = await ContextAsync();
        await db.NoticeChoices.ExecuteUpdateAsync(row => row.SetProperty(each => each.CheckAt, Get<TimeProvider>().GetUtcNow()), Ct);
    }

    private List<string> Mails() => System.IO.Directory.Exists(Folder) ? [.. System.IO.Directory.EnumerateFiles(Folder, "*.eml").Select(file => MailText.Plain(File.ReadAllText(file)))] : [];

    private Task<BrokerDbContext> ContextAsync() => Get<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync(Ct);

    private async Task<string> EveryColumnAsync()
    {
        await using var db = await ContextAsync();
        var (choices, notices) = (await db.NoticeChoices.AsNoTracking().ToListAsync(Ct), await db.Notices.AsNoTracking().ToListAsync(Ct));
        return System.Text.Json.JsonSerializer.Serialize(choices) + System.Text.Json.JsonSerializer.Serialize(notices) + string.Concat(choices.Select(row => System.Text.Encoding.Latin1.GetString(row.Address)));
    }

    private async Task PutAsync(string purpose, string recipient)
    {
        var now = Get<TimeProvider>().GetUtcNow();
        var row = new ConsentRequestRow
        {
            Id = Guid.CreateVersion7(now),
            ChildId = Place.Child.Value,
            Source = "school-so",
            AskedBy = "school-so",
            Purpose = purpose,
            Recipients = recipient,
            Categories = "CONTACT",
            TextVersion = "2026-1",
            ValidUntil = DutchCalendar.DayOf(now).AddDays(60),
            AnswerBy = DutchCalendar.DayOf(now).AddDays(60),
            State = ConsentRequestBook.Put,
            Version = 1,
            CreatedAt = now,
            ChangedAt = now,
        };
        Assert.True(await Get<ConsentRequestBook>().AddAsync(row, new AuditActor("school-so", "PARTNER_SYSTEM", new OrganisationId("school-so")), Ct));
    }

    private sealed class Answering(NoticeResult result) : INoticeSender
    {
        private int _asked;

        public int Asked => _asked;

        public Task<NoticeResult> SendAsync(Notice notice, CancellationToken ct)
        {
            Interlocked.Increment(ref _asked);
            return Task.FromResult(result);
        }
    }
}

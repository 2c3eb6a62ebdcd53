using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.ConsentRegister.Api.Requests;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Broker.Pages.Ouders.Desk;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Authority;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Vocabulary;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Ouders;

/// <summary>What a source asks of a family, and what a masked member of it may see; one class for each database.</summary>
public abstract class FamilyAskedContract(ITestDatabase database) : FamilyStage(database)
{
    [Fact]
    public async Task A_question_of_a_school_waits_with_each_parent_until_that_parent_has_answered_and_is_answered_when_all_have()
    {
        var (first, second) = (Visitor("kind-1-ouder-a"), Visitor("kind-1-ouder-b"));
        var request = await PutAsync("sandbox-1", "JEUGDHULP_TOELEIDING", "school-so", "gemeente-a", new DateOnly(2027, 1, 31), "CONTACT", "ONDERSTEUNINGSBEHOEFTE");

        var mine = await WaitingAsync(first);
        Assert.Equal(("M07", new DateOnly(2027, 1, 31), 2), (mine.Row.Id, mine.Request!.ValidUntil, mine.Categories.Count));
        var asked = await WaitingAsync(second);
        await Get<FamilyActs>().SayNoAsync(first, mine, Dutch, Ct);

        var still = await WaitingAsync(second);
        Assert.Equal((asked.AskedAt, asked.State, asked.Categories.Count), (still.AskedAt, still.State, still.Categories.Count));
        Assert.Equal(ConsentRequestBook.Put, (await Get<ConsentRequestBook>().FindAsync(request, Ct))!.State);
        Assert.DoesNotContain(await FlowsAsync(first), flow => flow.Waits);
        await Get<FamilyActs>().SayYesAsync(second, still, new DateOnly(2027, 1, 31), Dutch, Ct);

        Assert.Equal(ConsentRequestBook.Answered, (await Get<ConsentRequestBook>().FindAsync(request, Ct))!.State);
        Assert.DoesNotContain(await FlowsAsync(second), flow => flow.Waits);
        Assert.Null(await Get<ConsentFlows>().KeyOfRequestAsync(Visitor("kind-2-ouder-a"), request, Ct));
    }

    [Fact]
    public async Task A_question_that_was_taken_back_ends_for_all_whether_or_not_somebody_answered_it()
    {
        var (first, second) = (Visitor("kind-1-ouder-a"), Visitor("kind-1-ouder-b"));
        var request = await PutAsync("sandbox-1", "JEUGDHULP_TOELEIDING", "school-so", "gemeente-a", new DateOnly(2027, 1, 31), "CONTACT");
        await Get<FamilyActs>().SayYesAsync(first, await WaitingAsync(first), new DateOnly(2027, 1, 31), Dutch, Ct);

        var read = await Get<ConsentRequestBook>().FindAsync(request, Ct);
        Assert.True(await Get<ConsentRequestBook>().MoveAsync(read!, ConsentRequestBook.TakenBack, null, new AuditActor("school-so", "PARTNER_SYSTEM", null), Ct));

        Assert.DoesNotContain(await FlowsAsync(second), flow => flow.Row.Id == "M07");
        Assert.Equal(FlowState.Agreed, Assert.Single(await FlowsAsync(first), flow => flow.Row.Id == "M07").State);
    }

    [Fact]
    public async Task A_no_to_a_new_question_leaves_the_yes_of_before_alone()
    {
        var parent = Visitor("kind-4-ouder-a");
        var before = Assert.Single(await FlowsAsync(parent), flow => flow.Row.Id == "M06");
        var fresh = before.Row.Categories.Select(category => category.Code).Except(before.Mine.Yes.Select(category => category.Code)).FirstOrDefault() ?? before.Mine.Yes[^1].Code;
        await PutAsync("sandbox-4", "OPP", "jeugdhulpaanbieder", "school-so", new DateOnly(2027, 1, 31), fresh);

        await Get<FamilyActs>().SayNoAsync(parent, await WaitingAsync(parent), Dutch, Ct);

        var after = Assert.Single(await FlowsAsync(parent), flow => flow.Row.Id == "M06");
        Assert.Equal(before.Mine.Yes.Where(category => category.Code != fresh), after.Mine.Yes);
        Assert.Contains(after.Mine.No, category => category.Code == fresh);
    }

    [Fact]
    public async Task A_parent_who_got_gezag_later_is_asked_anew_and_told_since_when_and_until_then_nothing_goes()
    {
        var (child, actor) = (new ChildReference("sandbox-4"), new AuditActor("gemeente-c", "PARTNER_SYSTEM", null));
        var before = Assert.Single(await FlowsAsync(Visitor("kind-4-ouder-a")), flow => flow.Row.Id == "M06");
        Assert.NotEmpty(before.Shared);
        var since = DutchCalendar.DayOf(Get<TimeProvider>().GetUtcNow());
        var holders = new[] { new AuthorityFactPerson("kind-4-ouder-a", Relation.Ouder, true, null, null, false, null), new AuthorityFactPerson("kind-4-ouder-b", Relation.Ouder, true, since, null, false, null) };
        await Get<ChildBook>().RecordAsync(
            child, FactKind.Authority, "BRP", new AuthorityFact(GezagOutcome.Gezamenlijk, holders), new OrganisationId("gemeente-c"), "BRP", Get<TimeProvider>().GetUtcNow(), actor, Ct);

        var asked = Assert.Single(await FlowsAsync(Visitor("kind-4-ouder-b")), flow => flow.Row.Id == "M06");

        Assert.Equal((FlowState.Waiting, since), (asked.State, asked.GezagSince));
        Assert.Empty(Assert.Single(await FlowsAsync(Visitor("kind-4-ouder-a")), flow => flow.Row.Id == "M06").Shared);
        Assert.Null(before.GezagSince);
    }

    [Fact]
    public async Task Who_may_not_learn_where_the_child_is_reads_what_is_known_without_any_name_or_place()
    {
        var (child, actor) = (new ChildReference("sandbox-1"), new AuditActor("gi", "GEZINSVOOGD", null));
        await Get<ChildBook>().RecordAsync(child, FactKind.Flag, "PROTECTED_LOCATION", new FlagFact(true), new OrganisationId("gemeente-a"), "GEMEENTE", Get<TimeProvider>().GetUtcNow(), actor, Ct);
        var member = Assert.Single(await Get<FamilyDesk>().OfAsync(Visitor("kind-1-ouder-a"), Ct));
        Assert.True(member is { Masked: true, Access: FamilyAccess.Sees });

        var sources = await Get<ZioExchange.Broker.Exchange.FamilyInspection>().RunAsync(child, member.Person, actor, Ct);
        using var scope = Broker.Services.CreateScope();
        var reader = scope.ServiceProvider.GetRequiredService<ReadableResource>();
        var resources = sources.SelectMany(source => source.Content).SelectMany(content => content.Resources).ToList();
        var open = string.Join('\n', resources.Select(resource => reader.Read(resource)).OfType<KnownThing>().SelectMany(thing => thing.Lines).Select(line => line.Text));
        var masked = string.Join('\n', resources.Select(resource => reader.Read(resource, masked: true)).OfType<KnownThing>().SelectMany(thing => thing.Lines).Select(line => line.Text));

        var places = Broker.Sandbox.Region.Organisations.Select(organisation => organisation.Name).Append("Fantstede").Append("Zwirkelbosch").ToList();
        Assert.Contains(places, place => open.Contains(place, StringComparison.Ordinal));   // else this test proves nothing
        Assert.NotEmpty(masked);
        Assert.DoesNotContain(places, place => masked.Contains(place, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotMatch(@"\d{4} ?[A-Z]{2}\b|@|\d{2}:\d{2}", masked);

        // And so does the page, which reads them by itself.
        var known = await scope.ServiceProvider.GetRequiredService<KnownSources>().AskAllAsync(Visitor("kind-1-ouder-a"), member, Ct);
        var page = string.Join('\n', known.SelectMany(source => source.Things).SelectMany(thing => thing.Lines).Select(line => line.Text));
        Assert.NotEmpty(page);
        Assert.DoesNotContain(places, place => page.Contains(place, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Who_stops_one_of_two_recipients_of_a_yes_keeps_the_other()
    {
        var parent = Visitor("kind-4-ouder-a");
        var before = Assert.Single(await FlowsAsync(parent), flow => flow.Row.Id == "M06");
        var body = GrantReader.Body(before.MyGrant!) with { Recipients = [before.Recipient.Id.Value, "school-po"] };
        var until = DutchCalendar.DayOf(Get<TimeProvider>().GetUtcNow()).AddDays(90);
        var id = await Get<GrantBook>().RecordAsync(
            new NewGrant(before.Member.Child, before.Member.Person, before.Row.Purpose, before.Source.Id, ValidFrom: null, until, body), new AuditActor("p", "PARENT", null), Ct);
        Assert.Equal(FlowState.Agreed, (await OfAsync("school-po")).State);

        await Get<FamilyActs>().StopAsync(parent, await OfAsync("school-po"), [], Ct);

        var kept = await OfAsync(before.Recipient.Id.Value);
        Assert.Equal((FlowState.Stopped, FlowState.Agreed), ((await OfAsync("school-po")).State, kept.State));
        Assert.Equal(before.Shared, kept.Shared);
        Assert.Null(kept.StoppedAt);
        Assert.Equal("school-po", Assert.Single((await Get<GrantBook>().OfChildAsync(before.Member.Child, Ct)).Single(each => each.Grant.Id == id).Events).Recipients);
        await Get<FamilyActs>().StopAsync(parent, kept, [], Ct);
        Assert.Empty((await OfAsync(before.Recipient.Id.Value)).Shared);

        async Task<ConsentFlow> OfAsync(string recipient) => Assert.Single(await FlowsAsync(parent), flow => flow.Row.Id == "M06" && flow.Recipient.Id.Value == recipient);
    }

    private async Task<ConsentFlow> WaitingAsync(Visitor visitor) => Assert.Single(await FlowsAsync(visitor), flow => flow.Waits);

    private async Task<Guid> PutAsync(string child, string purpose, string source, string recipient, DateOnly until, params string[] categories)
    {
        var now = Get<TimeProvider>().GetUtcNow();
        var row = new ConsentRequestRow
        {
            Id = Guid.CreateVersion7(now),
            ChildId = child,
            Source = source,
            AskedBy = source,
            Purpose = purpose,
            Recipients = recipient,
            Categories = string.Join(' ', categories),
            TextVersion = "2026-1",
            ValidUntil = until,
            AnswerBy = DutchCalendar.DayOf(now).AddDays(60),
            State = ConsentRequestBook.Put,
            Version = 1,
            CreatedAt = now,
            ChangedAt = now,
        };
        Assert.True(await Get<ConsentRequestBook>().AddAsync(row, new AuditActor(source, "PARTNER_SYSTEM", new OrganisationId(source)), Ct));
        return row.Id;
    }
}

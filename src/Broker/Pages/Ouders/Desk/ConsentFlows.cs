using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.ConsentRegister.Api.Requests;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>Every exchange on consent in which one member of a family has a say today. Whose answer counts is for the rules to say, not for this class.</summary>
public sealed class ConsentFlows(
    GrantBook grants, ConsentRequestBook requests, OpenQuestions questions, ChildRegister register, PartnerDirectory directory, UseBook uses, FamilyDesk desk, Policy policy, BrokerSettings settings, TimeProvider clock)
{
    private const int EndsSoon = 30;

    public async Task<IReadOnlyList<ConsentFlow>> OfAsync(Visitor visitor, FamilyMember member, CancellationToken ct)
    {
        if (member.Access is FamilyAccess.Undeterminable)
        {
            return [];
        }

        var given = await grants.OfChildAsync(member.Child, ct);
        var used = member.Access is FamilyAccess.Sees ? await uses.OfAsync(member.Child, ct) : null;
        var flows = new List<ConsentFlow>();
        foreach (var asked in questions.AskedOf(given, await requests.PutToAsync(member.Child, ct), DutchCalendar.DayOf(clock.GetUtcNow())))
        {
            if (await FlowAsync(visitor, member, asked, given, ct) is { } flow)
            {
                flows.Add(flow with { Use = used?.GetValueOrDefault((asked.Source, asked.Recipient, asked.Purpose)) ?? FlowUse.Never });
            }
        }

        return [.. flows.OrderBy(flow => flow.Recipient.Name, StringComparer.Ordinal).ThenBy(flow => flow.Row.Id, StringComparer.Ordinal)];
    }

    /// <summary>The way in from the address that the source got for its question: to this visitor's own page of it.</summary>
    /// <returns>Null for a question that is not put to this visitor.</returns>
    public async Task<string?> KeyOfRequestAsync(Visitor visitor, Guid id, CancellationToken ct)
    {
        if (await requests.FindAsync(id, ct) is not { State: not (ConsentRequestBook.Asked or ConsentRequestBook.TakenBack) } request)
        {
            return null;
        }

        var recipients = request.Recipients.Split(' ');
        foreach (var member in (await desk.OfAsync(visitor, ct)).Where(member => member.Child.Value == request.ChildId))
        {
            var mine = (await OfAsync(visitor, member, ct))
                .Where(flow => flow.Row.Purpose.Code == request.Purpose && flow.Source.Id.Value == request.Source && recipients.Contains(flow.Recipient.Id.Value));
            return mine.OrderByDescending(flow => flow.Waits).FirstOrDefault()?.Key;
        }

        return null;
    }

    /// <returns>Null for a key that is not of this visitor.</returns>
    public async Task<ConsentFlow?> FindAsync(Visitor visitor, string key, CancellationToken ct)
    {
        foreach (var member in await desk.OfAsync(visitor, ct))
        {
            if ((await OfAsync(visitor, member, ct)).FirstOrDefault(flow => flow.Key == key) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private async Task<ConsentFlow?> FlowAsync(
        Visitor visitor, FamilyMember member, AskedQuestion asked, IReadOnlyList<(GrantRow Grant, IReadOnlyList<GrantEventRow> Events)> given, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var purpose = new Purpose(asked.Purpose);
        if (await directory.FindOrganisationAsync(new OrganisationId(asked.Source), ct) is not { } source
            || await directory.FindOrganisationAsync(new OrganisationId(asked.Recipient), ct) is not { } recipient
            || FamilyVoices.RowBetween(policy, purpose, source.Party, recipient.Party) is not { } row
            || await register.ReadAsync(member.Child, purpose, now, ct, recipient.Id) is not { } snapshot)
        {
            return null;
        }

        var voices = FamilyVoices.Of(policy, row, source.Id, recipient.Id, snapshot.Facts, now);
        if (voices.FirstOrDefault(voice => voice.Person == member.Person) is not { } mine)
        {
            return null;
        }

        var inFlow = given.Where(each => asked.Holds(each.Grant)).ToList();
        var my = inFlow.Where(each => each.Grant.GrantedBy == member.Person.Value).Select(each => each.Grant).LastOrDefault();
        var decision = Decider.Decide(policy, settings.Profile, Request(row, source, recipient), snapshot.Facts, now);
        var state = StateOf(mine, my, decision, DutchCalendar.DayOf(now));
        if (state is FlowState.Waiting && ((member.IsYouth && !mine.Needed) || asked.Closed))
        {
            return null;   // the young person need not answer, and nothing goes that could be stopped; or nobody asks any more
        }

        return new ConsentFlow
        {
            Member = member,
            Key = desk.KeyOf(visitor, member.Child.Value, asked.Purpose, asked.Source, asked.Recipient),
            Asked = asked,
            Row = row,
            Source = source,
            Recipient = recipient,
            Categories = [.. row.Categories.Where(category => asked.Categories.Contains(category.Code))],
            Mine = mine,
            State = state,
            Shared = decision.Permitted,
            Together = voices.Count > 1,
            DaysLeft = my is null ? 0 : my.ValidUntil.DayNumber - DutchCalendar.DayOf(now).DayNumber,
            AskedAt = asked.At,
            MyGrant = my,
            StoppedAt = inFlow.SelectMany(each => each.Events).Where(entry => entry.By == member.Person.Value && entry.Concerns(recipient.Id.Value)).Select(entry => (DateTimeOffset?)entry.At).Max(),
            GezagSince = member.IsYouth ? null : GezagSince(snapshot.Facts, member.Person, asked.At),
            Birthday = member.IsYouth ? FamilyPlace.BirthdaySince(snapshot.Facts.BornOn, DutchCalendar.DayOf(asked.At), DutchCalendar.DayOf(now)) : null,
            Use = FlowUse.Never,
            Request = asked.Request is { } request && !(member.IsYouth && !mine.Needed) && !(RequestAnswers.LastAct(inFlow, recipient.Id.Value, member.Person) >= request.ChangedAt) ? request : null,
        };
    }

    private static FlowState StateOf(Voice mine, GrantRow? my, Decision decision, DateOnly today) => mine switch
    {
        { Yes.Count: > 0 } => my is not null && my.ValidUntil.DayNumber - today.DayNumber <= EndsSoon ? FlowState.Ending : FlowState.Agreed,
        { No.Count: > 0 } => FlowState.Stopped,
        { Expired.Count: > 0 } => FlowState.Expired,
        { Needed: false } when decision.Permit is not null => FlowState.Told,
        _ => FlowState.Waiting,
    };

    private static DateOnly? GezagSince(ChildFacts facts, PersonId person, DateTimeOffset askedAt)
    {
        var from = facts.Authority.Where(line => line.Person == person && line.Holds is true).Select(line => line.From).Min();
        return from > DutchCalendar.DayOf(askedAt) ? from : null;
    }

    private DecisionRequest Request(PolicyRow row, Organisation source, Organisation recipient) => new()
    {
        Party = recipient.Party,
        Organisation = recipient.Id,
        Role = new Role(policy.Roles.First(role => row.Roles.Contains(role.Code) && policy.CanHold(recipient.Party, new Role(role.Code))).Code),
        Purpose = row.Purpose,
        SourceParty = source.Party,
        Source = source.Id,
    };
}

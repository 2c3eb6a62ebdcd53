using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Pages.Ouders.Desk;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Notices;

/// <summary>Looks, for each person who wants notices, whether something waits that this person was not told of yet, as the overview would show it at that moment.</summary>
/// <remarks>On several nodes the one that moves the next look first looks. Whoever has no place in the family any more is not written to: the address goes.</remarks>
internal sealed class NoticeRound(
    IDbContextFactory<BrokerDbContext> contexts, NoticeChoices choices, PersonBook people, FamilyDesk families, Attention attention, MasterKey master, TimeProvider clock)
{
    /// <summary>Between two looks for one person: as late as a notice can be.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(15);

    /// <summary>Notices to one person about one child in a day. What is more waits: it is in the overview all the same.</summary>
    public const int MostADay = 3;

    private const int AtOnce = 100;

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var due = await db.NoticeChoices.AsNoTracking().Where(row => row.ConfirmedAt != null && row.CheckAt <= now).OrderBy(row => row.CheckAt).Take(AtOnce).ToListAsync(ct);
        foreach (var row in due)
        {
            var mine = await db.NoticeChoices.Where(each => each.ChildId == row.ChildId && each.PersonId == row.PersonId && each.CheckAt == row.CheckAt)
                .ExecuteUpdateAsync(each => each.SetProperty(choice => choice.CheckAt, now + Every), ct);
            if (mine == 1)
            {
                await LookAsync(row, ct);
            }
        }
    }

    private async Task LookAsync(NoticeChoiceRow choice, CancellationToken ct)
    {
        var (child, person) = (new ChildReference(choice.ChildId), new PersonId(choice.PersonId));
        var known = (await people.OfChildAsync(child, ct)).FirstOrDefault(each => each.Person == person);
        var visitor = new Visitor(known?.SignInSubject ?? string.Empty, LevelOfAssurance.NotApplicable, "NOTICE");
        if (known?.SignInSubject is null || await families.MemberAsync(visitor, known, ct) is not { } member)
        {
            await choices.EraseAsync([(child, person)], actor: null, ct);
            return;
        }

        var things = (await attention.OfAsync(visitor, member, choice.ConfirmedAt!.Value, ct))
            .Select(thing => (Lookup: master.Lookup("notice", choice.ChildId, choice.PersonId, thing.Kind.ToString(), thing.Key), Kind: thing.Kind.ToString().ToUpperInvariant())).ToList();
        await TellAsync(choice, things, ct);
    }

    private async Task TellAsync(NoticeChoiceRow choice, List<(byte[] Lookup, string Kind)> things, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var lookups = things.ConvertAll(thing => thing.Lookup);
        var told = (await db.Notices.Where(row => lookups.Contains(row.Lookup)).Select(row => row.Lookup).ToListAsync(ct)).ConvertAll(Convert.ToHexString);
        var fresh = things.Where(thing => !told.Contains(Convert.ToHexString(thing.Lookup))).DistinctBy(thing => Convert.ToHexString(thing.Lookup)).ToList();
        var now = clock.GetUtcNow();
        var since = now - TimeSpan.FromDays(1);
        var recent = await db.Notices.AsNoTracking()
            .Where(row => row.ChildId == choice.ChildId && row.PersonId == choice.PersonId && row.Kind != NoticePost.Code && row.Outcome != NoticePost.Along && row.MadeAt > since).ToListAsync(ct);
        var underway = recent.Exists(row => row is { NextAt: not null, Attempts: 0 });
        if (fresh.Count == 0 || (!underway && recent.Count >= MostADay))
        {
            return;
        }

        // One notice says it for all that is new: it does not say what.
        db.Notices.AddRange(fresh.Select((thing, index) => NoticePost.NewRow(
            thing.Lookup, choice.ChildId, choice.PersonId, thing.Kind, now, index == 0 && !underway ? NoticePost.Waits : NoticePost.Along)));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();   // another node was first, or the child is gone
        }
    }
}

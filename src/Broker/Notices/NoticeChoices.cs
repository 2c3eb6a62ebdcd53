using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Notices;

/// <summary>Who wants notices, and at which address. Off until a person asks for them and types over the code that was sent there; off again in one step.</summary>
/// <remarks>Each step stands in the log, without the address. One person's choice is for no other member of the family to see.</remarks>
public sealed class NoticeChoices(IDbContextFactory<BrokerDbContext> contexts, BrokerDatabase database, ChildBook children, MasterKey master, IAuditLog log, TimeProvider clock)
{
    /// <summary>How long a code can be typed over.</summary>
    public static readonly TimeSpan CodeLife = TimeSpan.FromDays(1);

    /// <summary>Codes that one person can have sent in a day: nobody's mailbox is filled through this page.</summary>
    public const int MostCodesADay = 5;

    private const int MostMisses = 5;
    private const int CodeLength = 8;   // 40 bits against five tries

    /// <returns>Null when this person asked for nothing.</returns>
    public async Task<NoticeChoice?> FindAsync(ChildReference child, PersonId person, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.NoticeChoices.AsNoTracking().SingleOrDefaultAsync(row => row.ChildId == child.Value && row.PersonId == person.Value, ct) is { } row
            && await AddressAsync(row, ct) is { } address && (row.ConfirmedAt is not null || row.AskedAt > clock.GetUtcNow() - CodeLife)
            ? new NoticeChoice(address, row.ConfirmedAt is not null)
            : null;
    }

    /// <summary>A person gives an address, in place of any before it. A code goes there; nothing else does until it comes back.</summary>
    /// <param name="places">Where the person stands: each child, and as whom. Not empty.</param>
    /// <returns>False when too many codes were sent today.</returns>
    public async Task<bool> AskAsync(IReadOnlyList<(ChildReference Child, PersonId Person)> places, ContactAddress address, string language, AuditActor actor, CancellationToken ct)
    {
        var (now, codeOf) = (clock.GetUtcNow(), Guid.NewGuid());
        foreach (var (place, isFirst) in places.Select((place, index) => (place, index == 0)))
        {
            var (child, person) = (place.Child.Value, place.Person.Value);
            var row = new NoticeChoiceRow
            {
                ChildId = child,
                PersonId = person,
                Address = await children.SealAsync(place.Child, address.Text, Label(person), ct),
                Language = language,
                CodeOf = codeOf,
                AskedAt = now,
            };
            var step = new LoggedChange(database, async (db, token) =>
            {
                if (isFirst && await CodesTodayAsync(db, places, now, token) >= MostCodesADay)
                {
                    return false;
                }

                await DeleteAsync(db, child, person, token);
                db.NoticeChoices.Add(row);
                if (isFirst)
                {
                    db.Notices.Add(NoticePost.NewRow(CodeLookup(row), child, person, NoticePost.Code, now));
                }

                return true;
            });
            if (await log.AppendAsync(Entry(place.Child, actor, "NOTICE_ADDRESS_GIVEN"), step, ct) is not AppendedEntry.Written)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The code came back: from now on notices go to the address it was sent to.</summary>
    /// <returns>False for a wrong code, one that is too old, and after five wrong ones.</returns>
    public async Task<bool> ConfirmAsync(IReadOnlyList<(ChildReference Child, PersonId Person)> places, string typed, AuditActor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var code = Encoding.ASCII.GetBytes(TypedCode.Plain(typed));
        await using var db = await contexts.CreateDbContextAsync(ct);
        var confirmed = false;
        foreach (var (child, person) in places)
        {
            var open = db.NoticeChoices.Where(row => row.ChildId == child.Value && row.PersonId == person.Value && row.ConfirmedAt == null && row.AskedAt > now - CodeLife && row.Misses < MostMisses);
            if (await open.AsNoTracking().SingleOrDefaultAsync(ct) is not { } seen)
            {
                continue;
            }

            if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeFor(seen)), code))
            {
                await open.ExecuteUpdateAsync(row => row.SetProperty(each => each.Misses, each => each.Misses + 1), ct);
                continue;
            }

            var step = new LoggedChange(database, async (all, token) => await all.NoticeChoices
                .Where(row => row.ChildId == seen.ChildId && row.PersonId == seen.PersonId && row.CodeOf == seen.CodeOf && row.ConfirmedAt == null && row.Misses < MostMisses)
                .ExecuteUpdateAsync(row => row.SetProperty(each => each.ConfirmedAt, now).SetProperty(each => each.CheckAt, now), token) == 1);
            confirmed |= await log.AppendAsync(Entry(child, actor, "NOTICES_ON"), step, ct) is AppendedEntry.Written;
        }

        return confirmed;
    }

    /// <summary>No more notices; the address is gone when this returns.</summary>
    /// <param name="actor">Null when the broker does it: the person has no place in this family any more.</param>
    public async Task EraseAsync(IReadOnlyList<(ChildReference Child, PersonId Person)> places, AuditActor? actor, CancellationToken ct)
    {
        foreach (var (child, person) in places)
        {
            var step = new LoggedChange(database, (db, token) => DeleteAsync(db, child.Value, person.Value, token));
            await log.AppendAsync(Entry(child, actor, "NOTICES_OFF"), step, ct);
        }
    }

    /// <summary>The address of a choice; null once the child was erased.</summary>
    internal async Task<ContactAddress?> AddressAsync(NoticeChoiceRow row, CancellationToken ct) =>
        ContactAddress.Parse(await children.OpenAsync(new ChildReference(row.ChildId), row.Address, Label(row.PersonId), ct));

    /// <summary>The code that proves an address: derived, so that it is kept nowhere and stays the same when it is sent again.</summary>
    internal string CodeFor(NoticeChoiceRow row) => TypedCode.Of(master.Lookup("notice-code", row.CodeOf.ToString("N")).AsSpan(0, CodeLength));

    /// <summary>Under what the sending of this code is known.</summary>
    internal byte[] CodeLookup(NoticeChoiceRow row) => master.Lookup("notice", row.ChildId, row.PersonId, NoticePost.Code, row.CodeOf.ToString("N"));

    private static string Label(string person) => "notice/" + person;

    private static async Task<bool> DeleteAsync(BrokerDbContext db, string child, string person, CancellationToken ct)
    {
        await db.Notices.Where(row => row.ChildId == child && row.PersonId == person && row.NextAt != null)
            .ExecuteUpdateAsync(row => row.SetProperty(each => each.NextAt, (DateTimeOffset?)null).SetProperty(each => each.Outcome, NoticePost.Lapsed), ct);
        return await db.NoticeChoices.Where(row => row.ChildId == child && row.PersonId == person).ExecuteDeleteAsync(ct) > 0;
    }

    private static async Task<int> CodesTodayAsync(BrokerDbContext db, IReadOnlyList<(ChildReference Child, PersonId Person)> places, DateTimeOffset now, CancellationToken ct)
    {
        var (sent, since) = (0, now - TimeSpan.FromDays(1));
        foreach (var (child, person) in places)
        {
            sent += await db.Notices.CountAsync(row => row.ChildId == child.Value && row.PersonId == person.Value && row.Kind == NoticePost.Code && row.MadeAt > since, ct);
        }

        return sent;
    }

    private AuditEntry Entry(ChildReference child, AuditActor? actor, string act) => new()
    {
        Kind = AuditKind.FactChange,
        Moment = clock.GetUtcNow(),
        TraceId = TraceId.Current,
        Outcome = AuditOutcome.Success,
        Child = child,
        Actor = actor,
        Details = new Dictionary<string, string> { ["act"] = act },
    };
}

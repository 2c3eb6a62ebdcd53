using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Oversight.Storage;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Oversight.Rights;

/// <summary>What families ask by themselves (AVG art. 15 to 21): kept where the officers of the organisation find it, seen by the asker alone.</summary>
/// <remarks>A restriction and an objection hold from the commit in which they are asked: nobody has to agree first. Source: law/RULES.md section 4.</remarks>
public sealed class FamilyRights(BrokerDatabase database, RightsEffects effects, ChildBook children, IAuditLog log, TimeProvider clock)
{
    /// <summary>The most that one person may have open about one child: a page in a loop fills no desk.</summary>
    public const int MostOpen = 40;

    private const string TakenBack = "TAKEN_BACK";

    /// <returns>Null for a scope that does not fit the kind, a text that is too long, or too many open requests.</returns>
    /// <exception cref="AuditUnavailableException">Nothing was recorded.</exception>
    public async Task<string?> AskAsync(FamilyAsk ask, AuditActor actor, CancellationToken ct)
    {
        var words = string.IsNullOrWhiteSpace(ask.Words) ? null : ask.Words.Trim();
        if (!effects.IsScope(ask.Kind, ask.Scope) || words?.Length > RightsBook.LongestText)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var row = RightsBook.NewRow(ask.Child, ask.Kind, ask.Scope, ask.Organisation, DutchTime.DayOf(now), now, handledBy: string.Empty);
        (row.AskedBy, row.AskedAt) = (ask.Person.Value, now.UtcTicks);
        row.Words = words is null ? null : await children.SealAsync(ask.Child, words, RightsBook.Label(row.Id), ct);
        if (ask.Organisation.Value == RightsBook.Broker)
        {
            (row.State, row.Outcome, row.ClosedAt) = (RightsBook.ClosedState, string.Empty, now.UtcTicks);   // answered on the next page
        }

        var facts = await effects.FactsAsync(ask.Child, ask.Kind, ask.Scope, ask.Organisation, on: true, ct);
        var step = new RightsStep(database, ask.Child, async db =>
        {
            if (await db.Requests.CountAsync(other => other.Child == ask.Child.Value && other.AskedBy == row.AskedBy && other.State == RightsBook.OpenState, ct) >= MostOpen)
            {
                return null;
            }

            db.Requests.Add(row);
            return facts;
        });
        var entry = effects.Entry(ask.Child, row.Id, ask.Kind, ask.Scope, "REQUESTED_" + ask.Kind.ToString().ToUpperInvariant(), ask.Organisation, actor);
        return await log.AppendAsync(entry, step, ct) is AppendedEntry.Written ? row.Id : null;
    }

    /// <summary>What this person asked about this child, newest first. Nobody else's.</summary>
    public async Task<IReadOnlyList<RightsRequest>> OfAsync(ChildReference child, PersonId person, CancellationToken ct)
    {
        await using var db = new OversightDb(database);
        var rows = await db.Requests.AsNoTracking().Where(row => row.Child == child.Value && row.AskedBy == person.Value).OrderByDescending(row => row.AskedAt).Take(200).ToListAsync(ct);
        return await RightsBook.OfAsync(rows, children, ct);
    }

    /// <summary>The asker no longer wants it; a restriction or objection of theirs ends with it.</summary>
    /// <returns>False for a request that is closed, unknown or another person's.</returns>
    public async Task<bool> TakeBackAsync(ChildReference child, PersonId person, string id, AuditActor actor, CancellationToken ct)
    {
        if ((await OfAsync(child, person, ct)).FirstOrDefault(request => request.Id == id && request.Open) is not { } seen)
        {
            return false;
        }

        var organisation = new OrganisationId(seen.Organisation);
        var facts = await effects.FactsAsync(child, seen.Kind, seen.Scope, organisation, on: false, ct);
        var step = new RightsStep(database, child, async db =>
        {
            if (await db.Requests.SingleOrDefaultAsync(row => row.Id == id && row.State == RightsBook.OpenState, ct) is not { } row)
            {
                return null;
            }

            (row.State, row.ClosedAt) = (TakenBack, clock.GetUtcNow().UtcTicks);
            return await RightsEffects.AnotherHoldsAsync(db, row, ct) ? (IReadOnlyList<FactRow>)[] : facts;
        });
        return await log.AppendAsync(effects.Entry(child, id, seen.Kind, seen.Scope, "TAKEN_BACK", organisation, actor), step, ct) is AppendedEntry.Written;
    }
}

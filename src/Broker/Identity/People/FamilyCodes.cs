using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Identity.People;

/// <summary>Codes on paper that let somebody in for one child. One of a kind a person: a new one ends the one before. Making and ending stand in the log.</summary>
public sealed class FamilyCodes(IDbContextFactory<BrokerDbContext> contexts, BrokerDatabase database, MasterKey master, IAuditLog log, TimeProvider clock)
{
    /// <summary>A young person without DigiD, let in by a letter of the school.</summary>
    public const string Letter = "LETTER";

    /// <summary>Somebody of the family's choice who reads along and decides nothing.</summary>
    public const string ReadAlong = "READ_ALONG";

    /// <summary>After so many wrong birth dates a code is worth nothing.</summary>
    private const int MostMisses = 5;

    /// <param name="madeBy">Empty when the person makes it.</param>
    /// <param name="also">Changed in the same commit; null for nothing.</param>
    /// <returns>The code, to show once.</returns>
    public async Task<string> IssueAsync(
        string kind, ChildReference child, PersonId person, string madeBy, TimeSpan life, AuditActor actor, CancellationToken ct, Action<BrokerDbContext>? also = null)
    {
        var code = TypedCode.New();
        var now = clock.GetUtcNow();
        var row = new FamilyCodeRow
        {
            Lookup = LookupOf(kind, code),
            Kind = kind,
            ChildId = child.Value,
            PersonId = person.Value,
            MadeBy = madeBy,
            CreatedAt = now,
            ExpiresAt = now + life,
        };
        await CommitAsync(child, actor, "CODE_MADE_" + kind, db =>
        {
            EndAll(db, kind, child, person, now);
            db.FamilyCodes.Add(row);
            also?.Invoke(db);
        }, ct);
        return code;
    }

    /// <returns>Null for a code that cannot be used, whatever the cause.</returns>
    public async Task<FamilyCodeRow?> FindAsync(string kind, string typed, CancellationToken ct) => await FindAsync(kind, LookupOf(kind, TypedCode.Plain(typed)), ct);

    /// <summary>The same by its keyed hash: what a session carries.</summary>
    public async Task<FamilyCodeRow?> FindAsync(string kind, byte[] lookup, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.FamilyCodes.AsNoTracking().SingleOrDefaultAsync(row => row.Lookup == lookup && row.Kind == kind && row.EndedAt == null && row.ExpiresAt > now && row.Misses < MostMisses, ct);
    }

    /// <summary>The code of a person that works now; null for none.</summary>
    public async Task<FamilyCodeRow?> CurrentAsync(string kind, ChildReference child, PersonId person, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.FamilyCodes.AsNoTracking().SingleOrDefaultAsync(row => row.ChildId == child.Value && row.PersonId == person.Value && row.Kind == kind && row.EndedAt == null && row.ExpiresAt > now, ct);
    }

    public Task EndAsync(string kind, ChildReference child, PersonId person, AuditActor actor, CancellationToken ct) =>
        CommitAsync(child, actor, "CODE_ENDED_" + kind, db => EndAll(db, kind, child, person, clock.GetUtcNow()), ct);

    /// <summary>What belongs with the code was wrong. Counted in the database, so that many tries at once count as many.</summary>
    public async Task MissedAsync(FamilyCodeRow row, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.FamilyCodes.Where(each => each.Lookup == row.Lookup).ExecuteUpdateAsync(each => each.SetProperty(code => code.Misses, code => code.Misses + 1), ct);
    }

    private static void EndAll(BrokerDbContext db, string kind, ChildReference child, PersonId person, DateTimeOffset now) => db.FamilyCodes
        .Where(row => row.ChildId == child.Value && row.PersonId == person.Value && row.Kind == kind && row.EndedAt == null)
        .ExecuteUpdate(row => row.SetProperty(code => code.EndedAt, now));

    private byte[] LookupOf(string kind, string code) => master.Lookup("family-code", kind, code);

    private async Task CommitAsync(ChildReference child, AuditActor actor, string act, Action<BrokerDbContext> change, CancellationToken ct)
    {
        var entry = new AuditEntry
        {
            Kind = AuditKind.FactChange,
            Moment = clock.GetUtcNow(),
            TraceId = TraceId.Current,
            Outcome = AuditOutcome.Success,
            Child = child,
            Actor = actor,
            Source = actor.Organisation,
            Details = new Dictionary<string, string> { ["act"] = act },
        };
        if (await log.AppendAsync(entry, new RegisterStep(database, child, change), ct) is not AppendedEntry.Written)
        {
            throw new InvalidOperationException("The child is not in the register.");
        }
    }
}

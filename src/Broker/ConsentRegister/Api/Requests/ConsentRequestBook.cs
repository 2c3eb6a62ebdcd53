using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister.Api.Requests;

/// <summary>The questions that sources put to families, and where each stands. Each step and its log entry are one commit; the feed follows from it.</summary>
public sealed class ConsentRequestBook(IDbContextFactory<BrokerDbContext> contexts, BrokerDatabase database, IAuditLog log, TimeProvider clock)
{
    public const string Asked = "AANGEVRAAGD";
    public const string Put = "VOORGELEGD";
    public const string Answered = "BEANTWOORD";
    public const string TakenBack = "INGETROKKEN";

    public async Task<ConsentRequestRow?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.ConsentRequests.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct);
    }

    /// <summary>Every question that a source ever put to the family, whatever became of it. Oldest first.</summary>
    public async Task<IReadOnlyList<ConsentRequestRow>> PutToAsync(ChildReference child, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.ConsentRequests.AsNoTracking()
            .Where(row => row.ChildId == child.Value && row.State != Asked && row.TextVersion != string.Empty).OrderBy(row => row.CreatedAt).ToListAsync(ct);
    }

    public Task<bool> AddAsync(ConsentRequestRow row, AuditActor actor, CancellationToken ct) => CommitAsync(row, row.State, actor, db => db.ConsentRequests.Add(row), ct);

    /// <summary>Moves a question on, if it still is what the caller has read.</summary>
    /// <returns>False when it changed meanwhile.</returns>
    public Task<bool> MoveAsync(ConsentRequestRow read, string state, string? textVersion, AuditActor actor, CancellationToken ct)
    {
        var moved = new ConsentRequestRow
        {
            Id = read.Id,
            ChildId = read.ChildId,
            Source = read.Source,
            AskedBy = read.AskedBy,
            Purpose = read.Purpose,
            Recipients = read.Recipients,
            Categories = read.Categories,
            TextVersion = textVersion ?? read.TextVersion,
            ValidUntil = read.ValidUntil,
            AnswerBy = read.AnswerBy,
            State = state,
            Version = read.Version + 1,
            CreatedAt = read.CreatedAt,
            ChangedAt = clock.GetUtcNow(),
        };
        return CommitAsync(moved, state, actor, db => db.ConsentRequests.Update(moved), ct, read.Version);
    }

    private async Task<bool> CommitAsync(ConsentRequestRow row, string act, AuditActor actor, Action<BrokerDbContext> change, CancellationToken ct, int? readVersion = null)
    {
        var child = new ChildReference(row.ChildId);
        var entry = new AuditEntry
        {
            Kind = AuditKind.ConsentAct,
            Moment = clock.GetUtcNow(),
            TraceId = TraceId.Current,
            Outcome = AuditOutcome.Success,
            Child = child,
            Actor = actor,
            Source = new OrganisationId(row.Source),
            Purpose = new Purpose(row.Purpose),
            Details = new Dictionary<string, string> { ["act"] = "REQUEST_" + act, ["request"] = row.Id.ToString("D") },
        };
        return await log.AppendAsync(entry, new Step(database, row.Id, readVersion, new RegisterStep(database, child, change)), ct) is AppendedEntry.Written;
    }

    private sealed class Step(BrokerDatabase database, Guid id, int? readVersion, RegisterStep register) : ICommitStep
    {
        public async ValueTask<bool> ApplyAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct)
        {
            if (readVersion is { } version)
            {
                await using var db = await database.JoinAsync(connection, transaction, ct);
                if (!await db.ConsentRequests.AnyAsync(row => row.Id == id && row.Version == version, ct))
                {
                    return false;
                }
            }

            return await register.ApplyAsync(connection, transaction, ct);
        }
    }
}

using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister.Api.Feed;

/// <summary>After a withdrawal tells every recipient that received something under that consent to stop using it. Who received stands in the log.</summary>
/// <remarks>The notices, their log entry and the mark that they were sent are one commit: on many nodes, and after a crash, each is sent once.</remarks>
internal sealed class StopNotices(IDbContextFactory<BrokerDbContext> contexts, BrokerDatabase database, LogReader reader, IAuditLog log, TimeProvider clock)
{
    /// <returns>How many withdrawals were dealt with.</returns>
    public async Task<int> SendAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var open = await db.PartnerEvents.AsNoTracking()
            .Where(row => row.Type == PartnerEvents.Withdrawn && row.AcknowledgedAt == null).OrderBy(row => row.Seq).Take(50).ToListAsync(ct);
        foreach (var withdrawal in open)
        {
            var grant = Guid.Parse(withdrawal.Subject);
            if (await db.Grants.AsNoTracking().SingleOrDefaultAsync(row => row.Id == grant, ct) is { } row)
            {
                var said = await db.GrantEvents.AsNoTracking().Where(happened => happened.GrantId == grant && happened.Type == "WITHDRAWN" && happened.At == withdrawal.At).ToListAsync(ct);
                await SendAsync(withdrawal, row, said, ct);
            }
        }

        return open.Count;
    }

    /// <param name="said">The withdrawals of that instant; without any it concerns everybody.</param>
    private async Task SendAsync(PartnerEventRow withdrawal, GrantRow grant, List<GrantEventRow> said, CancellationToken ct)
    {
        var child = new ChildReference(grant.ChildId);
        var received = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var record in reader.AllAsync(new LogQuery { Child = child, Kind = AuditKind.Disclosure, Purpose = new Purpose(grant.Purpose) }, ct))
        {
            if (record.Recipient is { } recipient && record.Entry?.ConsentIds.Contains(withdrawal.Subject) is true
                && (said.Count == 0 || said.Exists(happened => happened.Concerns(recipient))))
            {
                received.Add(recipient);
            }
        }

        var now = clock.GetUtcNow();
        var entry = new AuditEntry
        {
            Kind = AuditKind.Notification,
            Moment = now,
            TraceId = TraceId.Current,
            Outcome = AuditOutcome.Success,
            Child = child,
            Source = new OrganisationId(grant.Source),
            Purpose = new Purpose(grant.Purpose),
            ConsentIds = [withdrawal.Subject],
            Details = new Dictionary<string, string> { ["act"] = "STOP_NOTICES", ["recipients"] = string.Join(' ', received) },
        };
        await log.AppendAsync(entry, new Step(database, withdrawal, [.. received.Select(recipient => (recipient, PartnerEvents.Stop, withdrawal.Subject, now))], now), ct);
    }

    private sealed class Step(
        BrokerDatabase database, PartnerEventRow withdrawal, IReadOnlyList<(string Organisation, string Type, string Subject, DateTimeOffset At)> notices, DateTimeOffset now) : ICommitStep
    {
        public async ValueTask<bool> ApplyAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct)
        {
            await using var db = await database.JoinAsync(connection, transaction, ct);
            var marked = await db.PartnerEvents.Where(row => row.Seq == withdrawal.Seq && row.AcknowledgedAt == null)
                .ExecuteUpdateAsync(row => row.SetProperty(each => each.AcknowledgedAt, now), ct);
            if (marked != 1)
            {
                return false;
            }

            await PartnerEvents.AddAsync(db, notices, ct);
            await db.SaveChangesAsync(ct);
            return true;
        }
    }
}

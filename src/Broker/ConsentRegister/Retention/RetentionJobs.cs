using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Notices;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister.Retention;

/// <summary>Deletes what the law says may be kept no longer. Each run that deletes leaves a certificate in the log, in the same commit.</summary>
/// <remarks>Any node may run it at any time: what another node deleted first is not deleted twice. Terms and sources: docs/runbooks/retention.md.</remarks>
public sealed class RetentionJobs(IDbContextFactory<BrokerDbContext> contexts, BrokerDatabase database, MasterKey master, IAuditLog log, LogErasure erasure, TimeProvider clock)
{
    private const int AtOnce = 500;
    private const int KeptNoticeYears = 2;   // longer than a question stays open or a yes lasts, so that nobody is told twice

    /// <returns>How many rows and keys went.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var kept = clock.GetUtcNow().AddYears(-LogErasure.RetentionYears);
        return await SwvRightsAsync(ct)
            + await UntilNoneAsync(() => FactsAsync(kept, ct))
            + await UntilNoneAsync(() => CodesAsync(clock.GetUtcNow(), ct))
            + await UntilNoneAsync(() => CouplingsAsync(kept, ct))
            + await UntilNoneAsync(() => AddressesAsync(clock.GetUtcNow() - NoticeChoices.CodeLife, ct))
            + await UntilNoneAsync(() => NoticesAsync(clock.GetUtcNow().AddYears(-KeptNoticeYears), ct))
            + await erasure.EraseExpiredAsync(null, TraceId.Current, ct);
    }

    private static async Task<int> UntilNoneAsync(Func<Task<int>> some)
    {
        var all = 0;
        for (int now; (now = await some()) > 0;)
        {
            all += now;
        }

        return all;
    }

    private async Task<int> CodesAsync(DateTimeOffset before, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var lapsed = await db.CouplingCodes.Where(row => row.ExpiresAt < before).OrderBy(row => row.ExpiresAt).Select(row => row.Id).Take(AtOnce).ToListAsync(ct);
        return await DeleteAsync("CODES_EXPIRED", lapsed.Count, null, (all, token) => all.CouplingCodes.Where(row => row.ExpiresAt < before && lapsed.Contains(row.Id)).ExecuteDeleteAsync(token), ct);
    }

    private async Task<int> CouplingsAsync(DateTimeOffset before, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var ended = await db.Couplings.Where(row => row.EndedAt != null && row.EndedAt < before).OrderBy(row => row.EndedAt).Select(row => row.EndedAt).Take(AtOnce).ToListAsync(ct);
        if (ended.Count == 0)
        {
            return 0;
        }

        var last = ended[^1];
        var count = await db.Couplings.CountAsync(row => row.EndedAt != null && row.EndedAt <= last, ct);
        return await DeleteAsync("COUPLINGS_EXPIRED", count, null, (all, token) => all.Couplings.Where(row => row.EndedAt != null && row.EndedAt <= last).ExecuteDeleteAsync(token), ct);
    }

    /// <summary>An address that nobody confirmed while its code worked.</summary>
    private async Task<int> AddressesAsync(DateTimeOffset before, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var lapsed = await db.NoticeChoices.Where(row => row.ConfirmedAt == null && row.AskedAt < before).OrderBy(row => row.AskedAt).Select(row => row.CodeOf).Distinct().Take(AtOnce).ToListAsync(ct);
        var count = await db.NoticeChoices.CountAsync(row => row.ConfirmedAt == null && lapsed.Contains(row.CodeOf), ct);
        return await DeleteAsync("NOTICE_ADDRESSES_UNCONFIRMED", count, null, (all, token) => all.NoticeChoices.Where(row => row.ConfirmedAt == null && lapsed.Contains(row.CodeOf)).ExecuteDeleteAsync(token), ct);
    }

    /// <summary>That somebody was told of something.</summary>
    private async Task<int> NoticesAsync(DateTimeOffset before, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var old = await db.Notices.Where(row => row.MadeAt < before).OrderBy(row => row.MadeAt).Select(row => row.Lookup).Take(AtOnce).ToListAsync(ct);
        return await DeleteAsync("NOTICES_EXPIRED", old.Count, null, (all, token) => all.Notices.Where(row => old.Contains(row.Lookup)).ExecuteDeleteAsync(token), ct);
    }

    /// <summary>A fact that a younger one of the same kind, subject and recorder replaced, or that its recorder retracted; the youngest stays however old it is, because it holds.</summary>
    private async Task<int> FactsAsync(DateTimeOffset before, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var replaced = await db.Facts.Where(row => row.RecordedAt < before)
            .Where(row => db.Facts.Any(next =>
                next.ChildId == row.ChildId && next.RecordedBy == row.RecordedBy && next.RecordedAt > row.RecordedAt && next.RecordedAt < before
                && ((next.Kind == row.Kind && next.Subject == row.Subject) || next.Kind == nameof(FactKind.Retraction))))
            .OrderBy(row => row.RecordedAt).Select(row => row.Id).Take(AtOnce).ToListAsync(ct);
        return await DeleteAsync("FACTS_SUPERSEDED", replaced.Count, null, (all, token) => all.Facts.Where(row => replaced.Contains(row.Id)).ExecuteDeleteAsync(token), ct);
    }

    /// <summary>Child by child: the day of closing is sealed under the child's key. A request made after that day begins something new, and stays.</summary>
    private async Task<int> SwvRightsAsync(CancellationToken ct)
    {
        var (all, after) = (0, "");
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var children = await db.Facts.Where(row => row.Kind == nameof(FactKind.Assessment) && string.Compare(row.ChildId, after) > 0)
                .Where(row => db.Gates.Any(gate => gate.ChildId == row.ChildId && (gate.Kind == GateBook.SchoolRequest || gate.Kind == GateBook.ArrangementApplication)))
                .Select(row => row.ChildId).Distinct().OrderBy(child => child).Take(AtOnce).ToListAsync(ct);
            if (children.Count == 0)
            {
                return all;
            }

            foreach (var child in children)
            {
                all += await SwvRightsAsync(db, child, ct);
            }

            after = children[^1];
        }
    }

    private async Task<int> SwvRightsAsync(BrokerDbContext db, string child, CancellationToken ct)
    {
        var owner = await db.Children.AsNoTracking().SingleAsync(row => row.Id == child, ct);
        var facts = await db.Facts.AsNoTracking().OfKind(FactKind.Assessment).Where(row => row.ChildId == child).OrderBy(row => row.RecordedAt).ToListAsync(ct);
        if (owner.WrappedKey.Length == 0 || ClosedOn(owner, facts) is not { } closed || !AssessmentTerm.HasRunOut(closed, DutchCalendar.DayOf(clock.GetUtcNow())))
        {
            return 0;
        }

        var end = new DateTimeOffset(closed.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
        var gates = await db.Gates.AsNoTracking().Where(row => row.ChildId == child && row.MadeAt < end && (row.Kind == GateBook.SchoolRequest || row.Kind == GateBook.ArrangementApplication)).ToListAsync(ct);
        var references = gates.ConvertAll(row => row.Reference);
        var parties = gates.Select(row => row.MadeFor).Distinct().ToList();
        var later = await db.Gates.Where(row => row.ChildId == child && row.MadeAt >= end).Select(row => row.MadeFor).ToListAsync(ct);
        parties.RemoveAll(later.Contains);
        var pseudonyms = await db.Couplings.CountAsync(row => row.ChildId == child && row.System == Systems.Pseudonym && parties.Contains(row.OrganisationId), ct);
        return await DeleteAsync("SWV_RIGHTS_ENDED", references.Count + pseudonyms, new ChildReference(child), async (all, token) =>
        {
            // A release that was decided on these rights does not go through any more.
            await all.Children.Where(row => row.Id == child).ExecuteUpdateAsync(row => row.SetProperty(each => each.ConsentVersion, each => each.ConsentVersion + 1), token);
            return await all.Gates.Where(row => references.Contains(row.Reference)).ExecuteDeleteAsync(token)
                + await all.Couplings.Where(row => row.ChildId == child && row.System == Systems.Pseudonym && parties.Contains(row.OrganisationId)).ExecuteDeleteAsync(token);
        }, ct);
    }

    private DateOnly? ClosedOn(ChildRow owner, List<FactRow> facts)
    {
        var opened = FactReader.Open(facts, ChildKey.Unwrap(master, owner.Id, owner.WrappedKey));
        return opened.Count == 0 ? null : System.Text.Json.JsonSerializer.Deserialize<AssessmentFact>(opened[^1].Body, BrokerJson.CamelCase)!.ClosedOn;
    }

    private async Task<int> DeleteAsync(string act, int count, ChildReference? child, Func<BrokerDbContext, CancellationToken, Task<int>> delete, CancellationToken ct)
    {
        if (count == 0)
        {
            return 0;
        }

        var certificate = new AuditEntry
        {
            Kind = AuditKind.Erasure,
            Outcome = AuditOutcome.Success,
            Moment = clock.GetUtcNow(),
            TraceId = TraceId.Current,
            ReasonCode = "RETENTION_ENDED",
            Child = child,
            Details = new Dictionary<string, string> { ["act"] = act, ["count"] = count.ToString(CultureInfo.InvariantCulture) },
        };
        return await log.AppendAsync(certificate, new PurgeStep(database, count, delete), ct) is AppendedEntry.Written ? count : 0;
    }
}

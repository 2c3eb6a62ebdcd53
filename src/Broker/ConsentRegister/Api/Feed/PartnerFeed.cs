using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister.Api.Feed;

/// <summary>Reads the events of one organisation, oldest first, and keeps who acted on a stop notice.</summary>
internal sealed class PartnerFeed(IDbContextFactory<BrokerDbContext> contexts, TimeProvider clock)
{
    /// <param name="after">The cursor; 0 is from the beginning.</param>
    /// <param name="type">Null for all types.</param>
    public async Task<IReadOnlyList<PartnerEventRow>> ReadAsync(OrganisationId organisation, long after, string? type, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.PartnerEvents.AsNoTracking()
            .Where(row => row.OrganisationId == organisation.Value && row.Seq > after && (type == null || row.Type == type))
            .OrderBy(row => row.Seq).Take(limit).ToListAsync(ct);
    }

    /// <returns>Null when there is no such stop notice for this organisation. A second confirmation keeps the first moment.</returns>
    public async Task<PartnerEventRow?> AcknowledgeAsync(OrganisationId organisation, Guid id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var mine = db.PartnerEvents.Where(row => row.Id == id && row.OrganisationId == organisation.Value && row.Type == PartnerEvents.Stop);
        await mine.Where(row => row.AcknowledgedAt == null).ExecuteUpdateAsync(row => row.SetProperty(notice => notice.AcknowledgedAt, now), ct);
        return await mine.AsNoTracking().SingleOrDefaultAsync(ct);
    }

    /// <summary>Who was told to stop after a withdrawal.</summary>
    public async Task<IReadOnlyList<PartnerEventRow>> StopNoticesAsync(Guid grant, CancellationToken ct)
    {
        var subject = grant.ToString("D");
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.PartnerEvents.AsNoTracking().Where(row => row.Subject == subject && row.Type == PartnerEvents.Stop).OrderBy(row => row.Seq).ToListAsync(ct);
    }
}

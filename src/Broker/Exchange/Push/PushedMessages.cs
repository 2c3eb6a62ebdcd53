using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;

namespace ZioExchange.Broker.Exchange.Push;

/// <summary>Which messages still wait, and which of those may not be handed over any more.</summary>
internal static class PushedMessages
{
    public static IQueryable<PushedDossierRow> Waiting(BrokerDbContext db, DateTimeOffset now) => db.PushedDossiers.Where(row => row.TakenAt == null && row.KeepUntil > now);

    public static async Task<bool> IsWithdrawnAsync(BrokerDbContext db, string restsOn, CancellationToken ct)
    {
        var consents = restsOn.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse).ToList();
        return consents.Count > 0 && await db.GrantEvents.AnyAsync(happened => consents.Contains(happened.GrantId) && happened.Type == "WITHDRAWN", ct);
    }
}

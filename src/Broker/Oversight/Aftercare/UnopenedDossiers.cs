using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Oversight.Aftercare;

/// <summary>Finds what was sent to or by the own organisation and never taken: sent for nothing, or forgotten.</summary>
public sealed class UnopenedDossiers(IDbContextFactory<BrokerDbContext> contexts)
{
    private const int Most = 200;

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<UnopenedDossier>> ListAsync(OfficerSession officer, CancellationToken ct)
    {
        var own = officer.Organisation.Value;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.PushedDossiers.AsNoTracking().Where(row => (row.Recipient == own || row.Sender == own) && row.TakenAt == null)
            .OrderByDescending(row => row.SentAt).Take(Most).Select(row => new { row.ChildId, row.Sender, row.Recipient, row.Purpose, row.SentAt, row.KeepUntil }).ToListAsync(ct);
        return [.. rows.Select(row => new UnopenedDossier(new(row.ChildId), row.Sender, row.Recipient, row.Purpose, row.SentAt, row.KeepUntil))];
    }
}

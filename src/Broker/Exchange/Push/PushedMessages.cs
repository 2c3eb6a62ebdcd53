using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;

namespace ZioExchange.Broker.Exchange.Push;

/// <summary>Which messages still wait.</summary>
internal static class PushedMessages
{
    public static IQueryable<PushedDossierRow> Waiting(BrokerDbContext db, DateTimeOffset now) => db.PushedDossiers.Where(row => row.TakenAt == null && row.KeepUntil > now);

    /// <summary>The same rows without what is in them: a message may be twelve megabytes.</summary>
    public static IQueryable<PushedDossierRow> WithoutContent(IQueryable<PushedDossierRow> rows) => rows.AsNoTracking().Select(row => new PushedDossierRow
    {
        Id = row.Id,
        ChildId = row.ChildId,
        Sender = row.Sender,
        Recipient = row.Recipient,
        Purpose = row.Purpose,
        Role = row.Role,
        Categories = row.Categories,
        RestsOn = row.RestsOn,
        Sealed = Array.Empty<byte>(),
        Attempts = row.Attempts,
        NextAt = row.NextAt,
        SentAt = row.SentAt,
        KeepUntil = row.KeepUntil,
        TakenAt = row.TakenAt,
    });
}

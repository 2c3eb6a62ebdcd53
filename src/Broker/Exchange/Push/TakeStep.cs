using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;

namespace ZioExchange.Broker.Exchange.Push;

/// <summary>Empties a message that arrived and tells its sender so, in the commit of the log entry. Of two that take it at once, one does.</summary>
internal sealed class TakeStep(BrokerDatabase database, PushedDossierRow message, DateTimeOffset now) : ICommitStep
{
    public async ValueTask<bool> ApplyAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct)
    {
        await using var db = await database.JoinAsync(connection, transaction, ct);
        var taken = await db.PushedDossiers.Where(row => row.Id == message.Id && row.TakenAt == null).ExecuteUpdateAsync(
            row => row.SetProperty(each => each.TakenAt, now).SetProperty(each => each.Sealed, Array.Empty<byte>()).SetProperty(each => each.NextAt, (DateTimeOffset?)null), ct);
        if (taken != 1)
        {
            return false;
        }

        await PartnerEvents.AddAsync(db, [(message.Sender, PartnerEvents.Taken, message.Id.ToString("D"), now)], ct);
        await db.SaveChangesAsync(ct);
        return true;
    }
}

using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Oversight.Storage;

/// <summary>A change in the work of oversight, in the commit of its log entry: of two who make the same at once, on one node or two, one does and leaves an entry.</summary>
/// <param name="change">False when there is nothing (any more) to change: that undoes it, and no entry is written.</param>
internal sealed class OversightStep(BrokerDatabase database, Func<OversightDb, CancellationToken, Task<bool>> change) : ICommitStep
{
    public async ValueTask<bool> ApplyAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct)
    {
        await using var db = new OversightDb(database, connection);
        await db.Database.UseTransactionAsync(transaction, ct);
        if (!await change(db, ct))
        {
            return false;
        }

        await db.SaveChangesAsync(ct);
        return true;
    }
}

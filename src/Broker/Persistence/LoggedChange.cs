using System.Data.Common;
using ZioExchange.Broker.Audit;

namespace ZioExchange.Broker.Persistence;

/// <summary>Writes a change that is no fact of a child in the commit of its log entry: neither stands without the other. No consent changes by it, so no release waits for it.</summary>
/// <param name="change">Returns false when there is nothing to change: then no entry is written either.</param>
internal sealed class LoggedChange(BrokerDatabase database, Func<BrokerDbContext, CancellationToken, Task<bool>> change) : ICommitStep
{
    public async ValueTask<bool> ApplyAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct)
    {
        await using var db = await database.JoinAsync(connection, transaction, ct);
        if (!await change(db, ct))
        {
            return false;
        }

        await db.SaveChangesAsync(ct);
        return true;
    }
}

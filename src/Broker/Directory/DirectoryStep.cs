using System.Data.Common;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Directory;

/// <summary>Writes a change of the directory in the commit of its log entry: neither stands without the other.</summary>
/// <param name="change">Returns false when there is nothing to change: then no entry is written either.</param>
internal sealed class DirectoryStep(BrokerDatabase database, Func<BrokerDbContext, CancellationToken, Task<bool>> change) : ICommitStep
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

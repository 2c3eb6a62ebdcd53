using System.Data.Common;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Notices;

/// <summary>A change of what somebody chose about notices, in the commit of its log entry. No consent changes by it, so no release waits for it.</summary>
/// <param name="change">False: nothing is written, and nothing logged.</param>
internal sealed class NoticeStep(BrokerDatabase database, Func<BrokerDbContext, CancellationToken, Task<bool>> change) : ICommitStep
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

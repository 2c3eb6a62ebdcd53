using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister;

/// <summary>Writes a change about one child in the commit of its log entry, and raises the child's consent version in the same commit.</summary>
/// <remarks>From that commit on no release that was decided on an older version goes through (ADR-0004).</remarks>
/// <param name="change">What is written.</param>
/// <param name="only">Asked first, in the same commit; false: nothing is written. Null asks nothing.</param>
internal sealed class RegisterStep(BrokerDatabase database, ChildReference child, Action<BrokerDbContext> change, Func<BrokerDbContext, CancellationToken, Task<bool>>? only = null) : ICommitStep
{
    public async ValueTask<bool> ApplyAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct)
    {
        await using var db = await database.JoinAsync(connection, transaction, ct);
        if (only is not null && !await only(db, ct))
        {
            return false;
        }

        var raised = await db.Children.Where(row => row.Id == child.Value)
            .ExecuteUpdateAsync(row => row.SetProperty(c => c.ConsentVersion, c => c.ConsentVersion + 1), ct);
        if (raised != 1)
        {
            return false;
        }

        change(db);
        await PartnerEvents.AnnounceAsync(db, ct);
        await db.SaveChangesAsync(ct);
        return true;
    }
}

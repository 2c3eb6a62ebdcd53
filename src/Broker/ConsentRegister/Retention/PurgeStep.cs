using System.Data.Common;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.ConsentRegister.Retention;

/// <summary>Deletes what lapsed in the commit of its certificate. When another node was first, nothing is deleted and no certificate is written.</summary>
/// <param name="expected">How many rows the certificate names.</param>
internal sealed class PurgeStep(BrokerDatabase database, int expected, Func<BrokerDbContext, CancellationToken, Task<int>> delete) : ICommitStep
{
    public async ValueTask<bool> ApplyAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct)
    {
        await using var db = await database.JoinAsync(connection, transaction, ct);
        return await delete(db, ct) == expected;
    }
}

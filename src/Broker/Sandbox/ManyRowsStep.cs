using System.Data.Common;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Sandbox;

/// <summary>Writes the gathered rows of many made-up children in the commit of the last entry about them.</summary>
internal sealed class ManyRowsStep(BrokerDatabase database, BrokerDbContext gathered) : ICommitStep
{
    public async ValueTask<bool> ApplyAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct)
    {
        await database.WriteAsync(connection, transaction, gathered, ct);
        return true;
    }
}

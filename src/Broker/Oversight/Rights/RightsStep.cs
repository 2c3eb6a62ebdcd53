using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Oversight.Storage;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Oversight.Rights;

/// <summary>A request, the facts that follow from it and its log entry are one commit: a restriction that is promised is in force.</summary>
/// <param name="change">Changes the request; null when it no longer is what the caller saw, which undoes all.</param>
internal sealed class RightsStep(BrokerDatabase database, ChildReference child, Func<OversightDb, Task<IReadOnlyList<FactRow>?>> change) : ICommitStep
{
    public async ValueTask<bool> ApplyAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct)
    {
        await using var db = new OversightDb(database, connection);
        await db.Database.UseTransactionAsync(transaction, ct);
        if (await change(db) is not { } facts)
        {
            return false;
        }

        await db.SaveChangesAsync(ct);
        return facts.Count == 0 || await new RegisterStep(database, child, register => register.Facts.AddRange(facts)).ApplyAsync(connection, transaction, ct);
    }
}

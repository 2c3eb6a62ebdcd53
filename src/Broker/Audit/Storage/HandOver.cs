using System.Data.Common;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit.Storage;

/// <summary>Makes another key the one that signs, in the commit of the entry that says so; changes nothing when the old key no longer signs.</summary>
internal sealed class HandOver(VerifierKey old, ILogSigner next) : IRotatesSigningKey
{
    public ILogSigner Next => next;

    public async ValueTask<bool> ApplyAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "UPDATE log_head SET signing_key = @new WHERE id = 1 AND (signing_key = @old OR signing_key IS NULL)";
        return await command.Bind("@new", next.Key.ToString()).Bind("@old", old.ToString()).ExecuteNonQueryAsync(ct) == 1;
    }
}

using System.Data.Common;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit.Storage;

/// <summary>What this system cosigned last of each log that it witnesses, in one transaction in which nobody else writes.</summary>
internal sealed class WitnessedLogs : IAsyncDisposable
{
    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;

    private WitnessedLogs(DbConnection connection, DbTransaction transaction) => (_connection, _transaction) = (connection, transaction);

    /// <summary>Waits until nobody else has it open. Disposing without <see cref="RecordAsync"/> changes nothing.</summary>
    public static async Task<WitnessedLogs> OpenAsync(BrokerDatabase database, CancellationToken ct)
    {
        var connection = await database.OpenAsync(ct);
        var opened = new WitnessedLogs(connection, await connection.BeginTransactionAsync(ct));
        if (database.Provider is DatabaseProvider.Postgres)
        {
            await using var turn = opened.Command("LOCK TABLE log_witnessed IN EXCLUSIVE MODE");
            await turn.ExecuteNonQueryAsync(ct);
        }

        return opened;
    }

    /// <returns>The text of the checkpoint cosigned last; null before the first.</returns>
    public async Task<string?> LastAsync(string origin, CancellationToken ct)
    {
        await using var command = Command("SELECT note FROM log_witnessed WHERE origin = @origin");
        return await command.Bind("@origin", origin).ExecuteScalarAsync(ct) as string;
    }

    /// <summary>Durable when this returns.</summary>
    public async Task RecordAsync(string origin, long size, string note, DateTimeOffset moment, CancellationToken ct)
    {
        await using var record = Command("""
            INSERT INTO log_witnessed (origin, size, note, moment) VALUES (@origin, @size, @note, @moment)
            ON CONFLICT (origin) DO UPDATE SET size = excluded.size, note = excluded.note, moment = excluded.moment
            """);
        await record.Bind("@origin", origin).Bind("@size", size).Bind("@note", note).Bind("@moment", moment.UtcTicks).ExecuteNonQueryAsync(ct);
        await _transaction.CommitAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private DbCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        command.Transaction = _transaction;
#pragma warning disable CA2100 // Constants of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}

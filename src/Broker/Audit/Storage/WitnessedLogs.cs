using System.Data.Common;
using Microsoft.Data.Sqlite;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Witnesses;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit.Storage;

/// <summary>What this system cosigned last of each log that it witnesses, in one transaction in which nobody else writes.</summary>
internal sealed class WitnessedLogs : IAsyncDisposable
{
    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;

    private WitnessedLogs(DbConnection connection, DbTransaction transaction) => (_connection, _transaction) = (connection, transaction);

    /// <summary>For reading only: keeps nobody out.</summary>
    public static async Task<WitnessedLogs> ReadAsync(BrokerDatabase database, CancellationToken ct)
    {
        var connection = await database.OpenAsync(ct);
        return new(connection, connection is SqliteConnection sqlite ? sqlite.BeginTransaction(deferred: true) : await connection.BeginTransactionAsync(ct));
    }

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

    /// <returns>What was cosigned last; null before the first.</returns>
    public async Task<CosignedRecord?> LastAsync(string origin, CancellationToken ct)
    {
        await using var command = Command("SELECT * FROM log_witnessed WHERE origin = @origin");
        await using var reader = await command.Bind("@origin", origin).ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? CosignedRecord.Read(reader) : null;
    }

    /// <summary>The keys of this broker's own log, as far as its rotations tie them to the key given.</summary>
    public Task<KeySuccession> OwnKeysAsync(VerifierKey key, CancellationToken ct) => KeyStatements.SuccessionAsync(_connection, _transaction, key, ct);

    /// <summary>Durable when this returns.</summary>
    public async Task RecordAsync(CosignedRecord cosigned, CancellationToken ct)
    {
        await using var record = Command("""
            INSERT INTO log_witnessed (origin, size, note, moment, statement) VALUES (@origin, @size, @note, @moment, @statement)
            ON CONFLICT (origin) DO UPDATE SET size = excluded.size, note = excluded.note, moment = excluded.moment, statement = excluded.statement
            """);
        await record.Bind("@origin", cosigned.Origin).Bind("@size", cosigned.Size).Bind("@note", cosigned.Note).Bind("@moment", cosigned.Moment)
            .Bind("@statement", cosigned.Statement).ExecuteNonQueryAsync(ct);
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

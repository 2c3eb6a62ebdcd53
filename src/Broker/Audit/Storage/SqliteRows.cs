using System.Data.Common;
using ZioExchange.Broker.Audit.Sealing;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit.Storage;

/// <summary>Writes the rows of a batch and the new head on SQLite: a statement for each row, which is no round trip there.</summary>
/// <remarks>Bound to one connection: its statements are compiled once and used by every batch.</remarks>
internal sealed class SqliteRows : IDisposable
{
    private const string Entry = """
        INSERT INTO log_entries
            (idx, leaf_hash, commitment, moment, kind, outcome, source, recipient, purpose, matrix_row, trace_id, key_id, actor_key_id, column_salt, sealed, destroyed_keys, made_keys)
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16)
        """;

    private readonly DbConnection _connection;
    private readonly DbCommand _entry;
    private readonly DbCommand _actor;
    private readonly DbCommand _checkpoint;
    private readonly DbCommand _head;

    public SqliteRows(DbConnection connection)
    {
        _connection = connection;
        _entry = Command(Entry, 17);
        _actor = Command("INSERT INTO log_actors (idx, trace_id, sealed) VALUES (@p0, @p1, @p2)", 3);
        _checkpoint = Command("INSERT INTO log_checkpoints (size, moment, note) VALUES (@p0, @p1, @p2)", 3);
        _head = Command("UPDATE log_head SET size = @p0, edge = @p1 WHERE id = 1", 2);
    }

    public bool IsOf(DbConnection connection) => ReferenceEquals(_connection, connection);

    public async Task WriteAsync(DbTransaction transaction, IReadOnlyList<LogRow> rows, NewHead head, CancellationToken ct)
    {
        foreach (var row in rows)
        {
            var columns = row.Columns;
            await RunAsync(
                _entry,
                transaction,
                [
                    row.Index, row.LeafHash, row.Commitment, columns.Moment, columns.Kind, columns.Outcome, columns.Source, columns.Recipient,
                    columns.Purpose, columns.MatrixRow, columns.TraceId, columns.KeyId, columns.ActorKeyId, row.ColumnSalt, row.Sealed, columns.DestroyedKeys, columns.MadeKeys,
                ],
                ct);
            if (row.ActorSealed is not null)
            {
                await RunAsync(_actor, transaction, [row.Index, columns.TraceId, row.ActorSealed], ct);
            }
        }

        await RunAsync(_checkpoint, transaction, [head.Size, head.Moment, head.Note], ct);
        await RunAsync(_head, transaction, [head.Size, head.Edge], ct);
    }

    public void Dispose()
    {
        _entry.Dispose();
        _actor.Dispose();
        _checkpoint.Dispose();
        _head.Dispose();
    }

    private static Task<int> RunAsync(DbCommand command, DbTransaction transaction, ReadOnlySpan<object?> values, CancellationToken ct)
    {
        command.Transaction = transaction;
        for (var place = 0; place < values.Length; place++)
        {
            command.Parameters[place].Value = values[place] ?? DBNull.Value;
        }

        return command.ExecuteNonQueryAsync(ct);
    }

    private DbCommand Command(string sql, int parameters)
    {
        var command = _connection.Command(null, sql);
        for (var place = 0; place < parameters; place++)
        {
            command.Bind($"@p{place}", null);
        }

        return command;
    }
}

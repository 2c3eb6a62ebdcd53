using Npgsql;
using NpgsqlTypes;
using ZioExchange.Broker.Audit.Sealing;

namespace ZioExchange.Broker.Audit.Storage;

/// <summary>Writes the rows of a batch and the new head on PostgreSQL, in one round trip.</summary>
internal static class PostgresRows
{
    private const string Entries =
        "INSERT INTO log_entries (idx, leaf_hash, commitment, moment, kind, outcome, source, recipient, purpose, matrix_row, trace_id, key_id, actor_key_id, column_salt, sealed, destroyed_keys, made_keys)";

    private const string Actors = "INSERT INTO log_actors (idx, trace_id, sealed)";

    // Waits for another writer, and fails with a division by zero, and with it the whole batch, when it left another head than was expected.
    private const string MoveExpected = """
        WITH moved AS (
            UPDATE log_head SET size = $1, edge = $2 WHERE id = 1 AND size = $3 AND keys_generation = $4 AND signing_key IS NOT DISTINCT FROM $5 RETURNING id)
        SELECT 1 / count(*)::int, CASE WHEN current_setting('synchronous_commit') = 'off' THEN set_config('synchronous_commit', 'on', true) END FROM moved
        """;

    private static readonly (string One, string Many) EntriesOf = Source(Entries, 17);
    private static readonly (string One, string Many) ActorsOf = Source(Actors, 3);

    /// <summary>Writes rows and head and, when asked, commits in the same round trip.</summary>
    /// <param name="expected">The head that is expected and not locked yet; null when it is locked.</param>
    /// <param name="agreed">What must hold once the head is locked, or the batch fails with a division by zero.</param>
    /// <param name="last">Whether to commit; otherwise the caller still has to.</param>
    public static async Task WriteAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, LogHead? expected, IEnumerable<NpgsqlBatchCommand> agreed, IReadOnlyList<LogRow> rows, NewHead head, bool last, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(Moved(expected, head));
        foreach (var command in agreed)
        {
            batch.BatchCommands.Add(command);
        }

        batch.BatchCommands.Add(EntriesFrom(rows));
        if (rows.Where(row => row.ActorSealed is not null).ToArray() is { Length: > 0 } acted)
        {
            var actors = new NpgsqlBatchCommand(acted.Length == 1 ? ActorsOf.One : ActorsOf.Many);
            Add(actors, acted, NpgsqlDbType.Bigint, row => row.Index);
            Add(actors, acted, NpgsqlDbType.Text, row => row.Columns.TraceId);
            Add(actors, acted, NpgsqlDbType.Bytea, row => row.ActorSealed!);
            batch.BatchCommands.Add(actors);
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand("INSERT INTO log_checkpoints (size, moment, note) VALUES ($1, $2, $3)")
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = head.Size },
                new NpgsqlParameter<long> { TypedValue = head.Moment },
                new NpgsqlParameter<string> { TypedValue = head.Note },
            },
        });
        if (last)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));   // not reached when anything before it fails
        }

        await batch.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlBatchCommand Moved(LogHead? expected, NewHead head)
    {
        var command = new NpgsqlBatchCommand(expected is null ? "UPDATE log_head SET size = $1, edge = $2 WHERE id = 1" : MoveExpected)
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = head.Size }, new NpgsqlParameter<byte[]> { TypedValue = head.Edge } },
        };
        if (expected is not null)
        {
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = expected.Size });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = expected.KeysGeneration });
            command.Parameters.Add(new NpgsqlParameter { Value = expected.SigningKey ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        }

        return command;
    }

    private static NpgsqlBatchCommand EntriesFrom(IReadOnlyList<LogRow> rows)
    {
        var entries = new NpgsqlBatchCommand(rows.Count == 1 ? EntriesOf.One : EntriesOf.Many);
        Add(entries, rows, NpgsqlDbType.Bigint, row => row.Index);
        Add(entries, rows, NpgsqlDbType.Bytea, row => row.LeafHash);
        Add(entries, rows, NpgsqlDbType.Bytea, row => row.Commitment);
        Add(entries, rows, NpgsqlDbType.Bigint, row => row.Columns.Moment);
        Add(entries, rows, NpgsqlDbType.Text, row => row.Columns.Kind);
        Add(entries, rows, NpgsqlDbType.Text, row => row.Columns.Outcome);
        Add(entries, rows, NpgsqlDbType.Text, row => row.Columns.Source);
        Add(entries, rows, NpgsqlDbType.Text, row => row.Columns.Recipient);
        Add(entries, rows, NpgsqlDbType.Text, row => row.Columns.Purpose);
        Add(entries, rows, NpgsqlDbType.Text, row => row.Columns.MatrixRow);
        Add(entries, rows, NpgsqlDbType.Text, row => row.Columns.TraceId);
        Add(entries, rows, NpgsqlDbType.Bigint, row => row.Columns.KeyId);
        Add(entries, rows, NpgsqlDbType.Bigint, row => row.Columns.ActorKeyId);
        Add(entries, rows, NpgsqlDbType.Bytea, row => row.ColumnSalt);
        Add(entries, rows, NpgsqlDbType.Bytea, row => row.Sealed);
        Add(entries, rows, NpgsqlDbType.Text, row => row.Columns.DestroyedKeys);
        Add(entries, rows, NpgsqlDbType.Text, row => row.Columns.MadeKeys);
        return entries;
    }

    /// <summary>A column: an array of it, which the server takes apart, or for one row what it is.</summary>
    private static void Add<T>(NpgsqlBatchCommand command, IReadOnlyList<LogRow> rows, NpgsqlDbType type, Func<LogRow, T> column) => command.Parameters.Add(
        rows is [var only]
            ? new NpgsqlParameter { Value = column(only) ?? (object)DBNull.Value, NpgsqlDbType = type }
            : new NpgsqlParameter<T[]> { TypedValue = [.. rows.Select(column)], NpgsqlDbType = NpgsqlDbType.Array | type });

    private static (string One, string Many) Source(string into, int count)
    {
        var numbered = string.Join(", ", Enumerable.Range(1, count).Select(i => $"${i}"));
        return ($"{into} VALUES ({numbered})", $"{into} SELECT * FROM unnest({numbered})");
    }
}

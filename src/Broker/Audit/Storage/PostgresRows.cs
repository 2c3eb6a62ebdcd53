using Npgsql;
using NpgsqlTypes;
using ZioExchange.Broker.Audit.Sealing;

namespace ZioExchange.Broker.Audit.Storage;

/// <summary>Writes the rows of a batch and the new head on PostgreSQL, in one round trip.</summary>
internal static class PostgresRows
{
    private const string Columns =
        "idx, leaf_hash, commitment, moment, kind, outcome, source, recipient, purpose, matrix_row, trace_id, key_id, actor_key_id, column_salt, sealed, destroyed_keys, made_keys";

    // Fails with a division by zero, and with it the whole batch, when the head is not the one that was expected. Waits for another writer first.
    private const string Guard = """
        SELECT 1 / count(*)::int, CASE WHEN current_setting('synchronous_commit') = 'off' THEN set_config('synchronous_commit', 'on', true) END
        FROM (SELECT 1 FROM log_head WHERE id = 1 AND size = $1 AND keys_generation = $2 AND signing_key IS NOT DISTINCT FROM $3 FOR UPDATE) expected
        """;

    /// <summary>Writes rows and head and, when asked, commits in the same round trip.</summary>
    /// <param name="expected">The head that is expected and not locked yet; null when it is locked.</param>
    /// <param name="last">Whether to commit; otherwise the caller still has to.</param>
    public static async Task WriteAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, LogHead? expected, IReadOnlyList<LogRow> rows, NewHead head, bool last, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        if (expected is not null)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(Guard)
            {
                Parameters =
                {
                    new NpgsqlParameter<long> { TypedValue = expected.Size },
                    new NpgsqlParameter<long> { TypedValue = expected.KeysGeneration },
                    new NpgsqlParameter { Value = expected.SigningKey ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                },
            });
        }

        var entries = new NpgsqlBatchCommand($"INSERT INTO log_entries ({Columns}) SELECT * FROM unnest({Numbered(17)})");
        Add(entries, NpgsqlDbType.Bigint, rows.Select(row => row.Index));
        Add(entries, NpgsqlDbType.Bytea, rows.Select(row => row.LeafHash));
        Add(entries, NpgsqlDbType.Bytea, rows.Select(row => row.Commitment));
        Add(entries, NpgsqlDbType.Bigint, rows.Select(row => row.Columns.Moment));
        Add(entries, NpgsqlDbType.Text, rows.Select(row => row.Columns.Kind));
        Add(entries, NpgsqlDbType.Text, rows.Select(row => row.Columns.Outcome));
        Add(entries, NpgsqlDbType.Text, rows.Select(row => row.Columns.Source));
        Add(entries, NpgsqlDbType.Text, rows.Select(row => row.Columns.Recipient));
        Add(entries, NpgsqlDbType.Text, rows.Select(row => row.Columns.Purpose));
        Add(entries, NpgsqlDbType.Text, rows.Select(row => row.Columns.MatrixRow));
        Add(entries, NpgsqlDbType.Text, rows.Select(row => row.Columns.TraceId));
        Add(entries, NpgsqlDbType.Bigint, rows.Select(row => row.Columns.KeyId));
        Add(entries, NpgsqlDbType.Bigint, rows.Select(row => row.Columns.ActorKeyId));
        Add(entries, NpgsqlDbType.Bytea, rows.Select(row => row.ColumnSalt));
        Add(entries, NpgsqlDbType.Bytea, rows.Select(row => row.Sealed));
        Add(entries, NpgsqlDbType.Text, rows.Select(row => row.Columns.DestroyedKeys));
        Add(entries, NpgsqlDbType.Text, rows.Select(row => row.Columns.MadeKeys));
        batch.BatchCommands.Add(entries);

        var acted = rows.Where(row => row.ActorSealed is not null).ToArray();
        if (acted.Length > 0)
        {
            var actors = new NpgsqlBatchCommand($"INSERT INTO log_actors (idx, trace_id, sealed) SELECT * FROM unnest({Numbered(3)})");
            Add(actors, NpgsqlDbType.Bigint, acted.Select(row => row.Index));
            Add(actors, NpgsqlDbType.Text, acted.Select(row => row.Columns.TraceId));
            Add(actors, NpgsqlDbType.Bytea, acted.Select(row => row.ActorSealed!));
            batch.BatchCommands.Add(actors);
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand("UPDATE log_head SET size = $1, edge = $2 WHERE id = 1")
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = head.Size }, new NpgsqlParameter<byte[]> { TypedValue = head.Edge } },
        });
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

    private static void Add<T>(NpgsqlBatchCommand command, NpgsqlDbType type, IEnumerable<T> values) =>
        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | type });

    private static string Numbered(int count) => string.Join(", ", Enumerable.Range(1, count).Select(i => $"${i}"));
}

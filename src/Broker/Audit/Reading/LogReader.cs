using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using ZioExchange.Broker.Audit.Sealing;
using ZioExchange.Broker.Audit.Storage;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Audit;

/// <summary>Searches and decrypts the log. Looking is an event too: the caller appends a LogLook or Export entry (NEN 7513).</summary>
/// <remarks>Reads no cached key: an erasure on any node holds for the next question on every node.</remarks>
public sealed class LogReader(BrokerDatabase database, IMasterKey master)
{
    internal const string Select =
        $"SELECT {RowReader.Columns}, k.scope, k.epoch, k.tag, k.wrapped, ak.scope, ak.epoch, ak.tag, ak.wrapped FROM {RowReader.From} "
        + "JOIN log_keys k ON k.key_id = e.key_id LEFT JOIN log_keys ak ON ak.key_id = e.actor_key_id";

    public async Task<LogPage> SearchAsync(LogQuery query, CancellationToken ct)
    {
        var limit = Math.Clamp(query.Limit, 1, LogQuery.LargestPage);
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this folder; every value is a parameter.
        command.CommandText = LogFilter.Write(Select, query, limit + 1, master, command);
#pragma warning restore CA2100
        var records = new List<LogRecord>(limit + 1);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            records.Add(Open(reader));
        }

        if (records.Count <= limit)
        {
            return new(records, null);
        }

        records.RemoveAt(limit);
        return new(records, records[^1].Cursor);
    }

    /// <summary>Every record that fits, newest first; the query's own limit and cursor do not count.</summary>
    public async IAsyncEnumerable<LogRecord> AllAsync(LogQuery query, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var page in PagesAsync(query, ct))
        {
            foreach (var record in page)
            {
                yield return record;
            }
        }
    }

    /// <summary>The same, as many at a time as one question gives.</summary>
    public async IAsyncEnumerable<IReadOnlyList<LogRecord>> PagesAsync(LogQuery query, [EnumeratorCancellation] CancellationToken ct)
    {
        for (LogCursor? after = null; ;)
        {
            var page = await SearchAsync(query with { After = after, Limit = LogQuery.LargestPage }, ct);
            yield return page.Records;
            if ((after = page.Next) is null)
            {
                yield break;
            }
        }
    }

    /// <summary>How many entries each matrix row has of one organisation since an instant. Reads the index and no entry.</summary>
    public async Task<IReadOnlyDictionary<string, long>> RowsAsync(OrganisationId organisation, DateTimeOffset from, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT matrix_row, count(*) FROM (
              SELECT matrix_row FROM log_entries WHERE source = @organisation AND moment >= @from AND matrix_row IS NOT NULL
              UNION ALL
              SELECT matrix_row FROM log_entries WHERE recipient = @organisation AND moment >= @from AND matrix_row IS NOT NULL AND COALESCE(source, '') <> @organisation
            ) own GROUP BY matrix_row
            """;
        command.Bind("@organisation", organisation.Value).Bind("@from", from.UtcTicks);
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            counts[reader.GetString(0)] = reader.GetInt64(1);
        }

        return counts;
    }

    public async Task<LogRecord?> FindAsync(long index, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = $"{Select} WHERE e.idx = @idx";
        command.Bind("@idx", index);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? Open(reader) : null;
    }

    /// <summary>Entries in the order of the log, from an index on, as their columns have them: nothing is decrypted. For who follows the log and keeps count of where it is.</summary>
    public async Task<IReadOnlyList<LogRecord>> ColumnsFromAsync(long first, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT idx, moment, kind, outcome, source, recipient, purpose, matrix_row, trace_id, leaf_hash FROM log_entries WHERE idx >= @first AND idx < @end ORDER BY idx";
        command.Bind("@first", first).Bind("@end", first + Math.Clamp(limit, 1, LogQuery.LargestPage));
        var records = new List<LogRecord>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            records.Add(new LogRecord
            {
                Index = reader.GetInt64(0),
                Moment = MomentOf(reader.GetInt64(1)),
                Cursor = new(reader.GetInt64(1), reader.GetInt64(0)),
                Kind = reader.GetString(2),
                Outcome = reader.GetString(3),
                Source = reader.IsDBNull(4) ? null : reader.GetString(4),
                Recipient = reader.IsDBNull(5) ? null : reader.GetString(5),
                Purpose = reader.IsDBNull(6) ? null : reader.GetString(6),
                MatrixRow = reader.IsDBNull(7) ? null : reader.GetString(7),
                TraceId = reader.GetString(8),
                LeafHash = (byte[])reader.GetValue(9),
            });
        }

        return records;
    }

    /// <summary>These entries, opened, in the order of the log.</summary>
    /// <param name="indexes">At most a page.</param>
    public async Task<IReadOnlyList<LogRecord>> ManyAsync(IReadOnlyCollection<long> indexes, CancellationToken ct)
    {
        var records = new List<LogRecord>();
        if (indexes.Count == 0)
        {
            return records;
        }

        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this folder, and numbers.
        command.CommandText = $"{Select} WHERE e.idx IN ({string.Join(',', indexes)}) ORDER BY e.idx";
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            records.Add(Open(reader));
        }

        return records;
    }

    // A damaged row may hold any number.
    internal static DateTimeOffset MomentOf(long ticks) => new(Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero);

    private LogRecord Open(DbDataReader reader)
    {
        var row = RowReader.Read(reader);
        var record = new LogRecord
        {
            Index = row.Index,
            Moment = MomentOf(row.Columns.Moment),
            Cursor = new(row.Columns.Moment, row.Index),
            Kind = row.Columns.Kind,
            Outcome = row.Columns.Outcome,
            Source = row.Columns.Source,
            Recipient = row.Columns.Recipient,
            Purpose = row.Columns.Purpose,
            MatrixRow = row.Columns.MatrixRow,
            TraceId = row.Columns.TraceId,
            Subject = reader.GetString(RowReader.Count) == "Child" && !reader.IsDBNull(RowReader.Count + 2)
                ? Convert.ToHexStringLower((byte[])reader.GetValue(RowReader.Count + 2))[..32]
                : null,
            LeafHash = row.LeafHash,
        };
        if (record.Moment.UtcTicks != row.Columns.Moment)
        {
            return record with { Damaged = true };   // no moment at all: somebody changed the column
        }

        try
        {
            var key = Unwrap(reader, RowReader.Count);
            var actorKey = Unwrap(reader, RowReader.Count + 4);
            var text = key is null ? (OpenedText?)null : SealedText.Open(key, row.Sealed, row.Commitment.AsSpan(64, 32));
            var actor = actorKey is null || row.ActorSealed is null ? (OpenedText?)null : SealedText.Open(actorKey, row.ActorSealed, row.Commitment.AsSpan(96));
            return record with
            {
                Entry = text is null ? null : EntryJson.ReadEntry(text.Value),
                Actor = actor is null ? null : EntryJson.ReadActor(actor.Value),
                Opening = text is { } shown ? new(shown.Salt, shown.Shown) : null,
                ActorOpening = actor is { } acted ? new(acted.Salt, acted.Shown) : null,
            };
        }
        catch (Exception fault) when (fault is CryptographicException or JsonException or ArgumentOutOfRangeException)
        {
            return record with { Damaged = true };
        }
    }

    /// <summary>Null when there is no key, or it was destroyed.</summary>
    private byte[]? Unwrap(DbDataReader reader, int column) => reader.IsDBNull(column + 2) || reader.IsDBNull(column + 3)
        ? null
        : master.Unwrap(
            (byte[])reader.GetValue(column + 3),
            KeyScope.Context(reader.GetString(column), (int)reader.GetInt64(column + 1), (byte[])reader.GetValue(column + 2)));
}

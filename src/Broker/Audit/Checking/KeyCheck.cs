using System.Data.Common;
using ZioExchange.Broker.Audit.Sealing;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit;

/// <summary>Compares the keys that are gone with the erasures that say so. Needs no secret.</summary>
/// <remarks>
/// A key that someone destroyed directly in the database makes entries read as erased; a key that came back, from a backup or a copy, undoes an
/// erasure. Neither touches an entry, so nothing else of the check would see it.
/// </remarks>
/// <param name="erasures">What the entries of erasures say: when, and which keys.</param>
internal sealed class KeyCheck(DbConnection connection, DbTransaction transaction, List<(long Moment, string Keys)> erasures)
{
    internal const string Remedy = "Find out who had rights on the database, restore table log_keys from the last backup that has the key, and treat it as an incident (docs/runbooks/log-damaged.md).";

    // A broker writes the moment of the erasure in the row; one of before asked the clock twice.
    private static readonly long Near = TimeSpan.FromMinutes(1).Ticks;

    private const string RemedyReturned = "Destroy the key again with audit erase, find out which backup or copy brought it back, and tell the privacy officer (docs/runbooks/erasure.md).";

    /// <param name="generation">How often the head says that keys were destroyed.</param>
    /// <param name="ct">Stops the check.</param>
    public async Task<LogFinding?> RunAsync(long generation, CancellationToken ct)
    {
        if (await WrongKeyAsync(ct) is { } wrong)
        {
            var first = await FirstAsync(wrong.Id, ct);
            return wrong.Code switch
            {
                "KEY_DESTROYED" => new LogFinding(
                    wrong.Code, first, first, $"Key {wrong.Id} ({wrong.Scope}) was destroyed, but no erasure in the log says so.", "Entries under it can no longer be read by anyone. Their proofs still hold.", Remedy),
                "KEY_RETURNED" => new LogFinding(
                    wrong.Code, first, first, $"Key {wrong.Id} ({wrong.Scope}) was destroyed by an erasure, and is back.", "What was erased by law can be read again.", RemedyReturned),
                _ => new LogFinding(
                    wrong.Code, first, first, $"Key {wrong.Id} ({wrong.Scope}): its row does not say of its destruction what the erasures say, or says that of a key that is there.",
                    "The table of keys does not say what was done to it; what it says of erasures proves nothing.", Remedy),
            };
        }

        if (await UnusedAsync(ct) is { } unused)
        {
            return new LogFinding(
                "KEY_CHANGED", null, null, $"Key {unused} stands under no entry: a broker makes a key with the first entry that needs it, so something else put it there.",
                "Who finds a key there can write nothing new under a good one: what is shared about a child can be brought to a stop.", Remedy);
        }

        if (generation < erasures.Count)
        {
            return new LogFinding(
                "HEAD_CHANGED", null, null, $"The head of the log says that keys were destroyed {generation} times, and {erasures.Count} entries say so.",
                "A node that believes the head goes on with keys that were destroyed.",
                "Restore table log_head from the last backup that verifies, start every node again, and find out who had rights on the database (docs/runbooks/log-damaged.md).");
        }

        return await MissingAsync(ct) is { } missing
            ? new LogFinding("KEY_DESTROYED", missing, missing, $"The key of entry {missing}, or of its actor, is not in the table of keys.", "That entry can no longer be read by anyone. Its proof still holds.", Remedy)
            : null;
    }

    /// <summary>The first key whose row does not fit the erasures. A row is of a key that is there as a whole, or of one of which nothing is left.</summary>
    private async Task<(string Code, long Id, string Scope)?> WrongKeyAsync(CancellationToken ct)
    {
        var told = new KeyNumbers(erasures.Select(erasure => erasure.Keys));
        var moments = new ErasureMoments([.. erasures.Order()]);
        await using var command = Command("""
            SELECT key_id, scope, wrapped IS NOT NULL AND tag IS NOT NULL AND length(wrapped) > 0, wrapped IS NULL AND tag IS NULL, destroyed_at FROM log_keys ORDER BY key_id
            """);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var (id, whole, empty, at) = (reader.GetInt64(0), Truth(reader.GetValue(2)), Truth(reader.GetValue(3)), reader.IsDBNull(4) ? (long?)null : reader.GetInt64(4));
            var code = (told.Contains(id), whole, empty) switch
            {
                (false, false, _) => "KEY_DESTROYED",
                (true, _, false) => "KEY_RETURNED",
                (true, _, _) => at is { } moment && moments.Name(id, moment) ? null : "KEY_CHANGED",
                _ => at is null ? null : "KEY_CHANGED",
            };
            if (code is not null)
            {
                return (code, id, reader.GetString(1));
            }
        }

        return null;
    }

    private async Task<long?> FirstAsync(long key, CancellationToken ct)
    {
        await using var command = Command("SELECT min(idx) FROM log_entries WHERE key_id = @key OR actor_key_id = @key");
        return await command.Bind("@key", key).ExecuteScalarAsync(ct) as long?;
    }

    /// <summary>A number on SQLite, a boolean on PostgreSQL.</summary>
    private static bool Truth(object value) => Convert.ToBoolean(value, System.Globalization.CultureInfo.InvariantCulture);

    private async Task<long?> UnusedAsync(CancellationToken ct)
    {
        await using var command = Command("""
            SELECT min(key_id) FROM log_keys k
            WHERE NOT EXISTS (SELECT 1 FROM log_entries e WHERE e.key_id = k.key_id) AND NOT EXISTS (SELECT 1 FROM log_entries a WHERE a.actor_key_id = k.key_id)
            """);
        return await command.ExecuteScalarAsync(ct) as long?;
    }

    private async Task<long?> MissingAsync(CancellationToken ct)
    {
        await using var command = Command("""
            SELECT min(e.idx) FROM log_entries e LEFT JOIN log_keys k ON k.key_id = e.key_id LEFT JOIN log_keys a ON a.key_id = e.actor_key_id
            WHERE k.key_id IS NULL OR (a.key_id IS NULL AND e.actor_key_id IS NOT NULL)
            """);
        return await command.ExecuteScalarAsync(ct) as long?;
    }

    private DbCommand Command(string sql) => connection.Command(transaction, sql);

    /// <param name="erasures">By their moment.</param>
    private sealed class ErasureMoments(List<(long Moment, string Keys)> erasures)
    {
        private readonly Dictionary<int, KeyNumbers> _read = [];

        /// <summary>Whether an erasure of about that moment names the key.</summary>
        public bool Name(long key, long moment)
        {
            var place = erasures.BinarySearch((moment < long.MinValue + Near ? long.MinValue : moment - Near, string.Empty));
            for (place = place >= 0 ? place : ~place; place < erasures.Count && (Int128)erasures[place].Moment - moment <= Near; place++)   // whatever number stands there
            {
                if (!_read.TryGetValue(place, out var named))
                {
                    _read[place] = named = new KeyNumbers([erasures[place].Keys]);
                }

                if (named.Contains(key))
                {
                    return true;
                }
            }

            return false;
        }
    }
}

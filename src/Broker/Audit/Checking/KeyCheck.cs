using System.Data.Common;
using ZioExchange.Broker.Audit.Sealing;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit;

/// <summary>Compares the keys that are gone with the erasures that say so. Needs no secret.</summary>
/// <remarks>
/// A key that someone destroyed directly in the database makes entries read as erased; a key that came back, from a backup or a copy, undoes an
/// erasure. Neither touches an entry, so nothing else of the check would see it.
/// </remarks>
internal sealed class KeyCheck(DbConnection connection, DbTransaction transaction)
{
    internal const string Remedy = "Find out who had rights on the database, restore table log_keys from the last backup that has the key, and treat it as an incident (docs/runbooks/log-damaged.md).";
    private const string RemedyReturned = "Destroy the key again with audit erase, find out which backup or copy brought it back, and tell the privacy officer (docs/runbooks/erasure.md).";

    /// <param name="generation">How often the head says that keys were destroyed.</param>
    /// <param name="ct">Stops the check.</param>
    public async Task<LogFinding?> RunAsync(long generation, CancellationToken ct)
    {
        var erasures = await ErasuresAsync(ct);
        var told = new KeyNumbers(erasures);
        foreach (var (id, scope, gone, dated) in await KeysAsync(ct))
        {
            var named = told.Contains(id);
            if (gone && !named)
            {
                var first = await FirstAsync(id, ct);
                return new LogFinding(
                    "KEY_DESTROYED", first, first, $"Key {id} ({scope}) was destroyed, but no erasure in the log says so.",
                    "Entries under it can no longer be read by anyone. Their proofs still hold.", Remedy);
            }

            if (named && !gone)
            {
                var first = await FirstAsync(id, ct);
                return new LogFinding(
                    "KEY_RETURNED", first, first, $"Key {id} ({scope}) was destroyed by an erasure, and is back.", "What was erased by law can be read again.", RemedyReturned);
            }

            if (gone != dated)
            {
                var first = await FirstAsync(id, ct);
                return new LogFinding(
                    "KEY_CHANGED", first, first, $"Key {id} ({scope}) is {(gone ? "destroyed, and its row does not say when" : "there, and its row says that it was destroyed")}.",
                    "The table of keys does not say what was done to it; what it says of erasures proves nothing.", Remedy);
            }
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
                "A node that believes the head goes on with keys that were destroyed.", Remedy);
        }

        return await MissingAsync(ct) is { } missing
            ? new LogFinding("KEY_DESTROYED", missing, missing, $"The key of entry {missing}, or of its actor, is not in the table of keys.", "That entry can no longer be read by anyone. Its proof still holds.", Remedy)
            : null;
    }

    private async Task<List<string>> ErasuresAsync(CancellationToken ct)
    {
        var texts = new List<string>();
        await using var command = Command("SELECT destroyed_keys FROM log_entries WHERE kind = 'Erasure' AND destroyed_keys IS NOT NULL");
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }

    private async Task<List<(long Id, string Scope, bool Gone, bool Dated)>> KeysAsync(CancellationToken ct)
    {
        var keys = new List<(long, string, bool, bool)>();
        await using var command = Command("SELECT key_id, scope, wrapped IS NULL OR tag IS NULL OR length(wrapped) = 0, destroyed_at IS NOT NULL FROM log_keys ORDER BY key_id");
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            keys.Add((reader.GetInt64(0), reader.GetString(1), Truth(reader.GetValue(2)), Truth(reader.GetValue(3))));
        }

        return keys;
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
}

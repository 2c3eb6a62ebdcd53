using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Notes;

namespace ZioExchange.Broker.Tests.Audit;

/// <summary>One thing that someone with full rights on the database did to the log.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Entry">The first entry that is no longer true; null when no entry changed.</param>
internal sealed record Manipulation(string Name, long? Entry)
{
    private static readonly LogSigningKey Forger = LogSigningKey.Generate(TestLog.Signer.Key.Name);

    private static readonly string[] Columns =
    [
        "moment = moment + 1", "kind = 'LogLook'", "outcome = 'Deny'", "source = 'other'", "source = NULL", "recipient = 'other'", "purpose = NULL",
        "matrix_row = 'M99'", "trace_id = 'ffffffffffffffffffffffffffffffff'", "key_id = key_id + 1", "actor_key_id = coalesce(actor_key_id, 0) + 1",
    ];

    /// <summary>Found, and at the right entry: exactly where each entry has a signature of its own, within the reported bounds before that.</summary>
    /// <param name="finding">What the check said; null for nothing.</param>
    /// <param name="single">The first entry with a signature of its own.</param>
    public bool IsFoundBy(LogFinding? finding, int single) => finding is not null
        && (Entry is not { } entry || (entry >= single ? finding.FirstBad == entry : finding.FirstBad <= entry && entry <= (finding.LastBad ?? entry)));

    public static async Task<Manipulation> ApplyAsync(TamperedLog log, Random random, int entries, int held)
    {
        long k = random.Next(entries);
        switch (random.Next(14))
        {
            case 0 or 1:
                return new(await FlipAsync(log, "log_entries", random.GetItems(["leaf_hash", "commitment", "column_salt", "sealed"], 1)[0], k, random), k);
            case 2 or 3:
                var change = random.GetItems(Columns, 1)[0];
                await log.RunAsync($"UPDATE log_entries SET {change} WHERE idx = {k}");
                return new($"column: {change}", k);
            case 4:
                k = k % 4 == 0 ? k + 1 : k;   // every fourth of the single entries has no actor
                var act = random.Next(3);
                await (act == 0 ? FlipAsync(log, "log_actors", "sealed", k, random) : log.RunAsync(act == 1
                    ? $"DELETE FROM log_actors WHERE idx = {k}" : $"UPDATE log_actors SET trace_id = 'x' WHERE idx = {k}"));
                return new($"actor {act}", k);
            case 5:
                await log.RunAsync($"DELETE FROM log_entries WHERE idx = {k}; DELETE FROM log_actors WHERE idx = {k};");
                return new("drop", k);
            case 6:
                await log.RunAsync($"DELETE FROM log_entries WHERE idx = {k}; DELETE FROM log_actors WHERE idx = {k};");
                await ShiftAsync(log, k + 1, -1);
                await log.RebuildAsync();
                return new("drop and close the gap", k);
            case 7:
                await ShiftAsync(log, k, 1);
                await log.ForgeAsync(k);
                await log.RebuildAsync();
                return new("insert", k);
            case 8:
                var (i, j) = (Math.Min(k, entries - 2), (long)random.Next((int)Math.Min(k, entries - 2) + 1, entries));
                foreach (var table in new[] { "log_entries", "log_actors" })
                {
                    await log.RunAsync($"UPDATE {table} SET idx = -9 WHERE idx = {i}; UPDATE {table} SET idx = {i} WHERE idx = {j}; UPDATE {table} SET idx = {j} WHERE idx = -9;");
                }

                await (random.Next(2) == 0 ? log.RebuildAsync() : Task.CompletedTask);
                return new($"swap with {j}", i);
            case 9:
                await log.RunAsync($"DELETE FROM log_entries WHERE idx >= {k}; DELETE FROM log_actors WHERE idx >= {k};");
                return new("truncate", k);
            case 10:
                k = Math.Min(k, held - 1);
                await log.RunAsync($"DELETE FROM log_entries WHERE idx >= {k}; DELETE FROM log_actors WHERE idx >= {k}; DELETE FROM log_checkpoints WHERE size > {k};");
                await log.RebuildAsync();
                return new("set back to an older state", k);
            case 11:
                await log.ForgeAsync(k);
                await ForgeCheckpointAsync(log, k, await log.RebuildAsync());
                return new("rewrite one and sign with another key", k);
            case 12:
                for (var n = k; n < Math.Min(entries, k + 12); n++)
                {
                    await log.ForgeAsync(n);
                }

                await log.RunAsync($"DELETE FROM log_entries WHERE idx >= {k + 12}; DELETE FROM log_actors WHERE idx >= {k + 12};");
                await ForgeCheckpointAsync(log, k, await log.RebuildAsync());
                return new("rewrite from the middle", k);
            default:
                return await AroundAsync(log, random);
        }
    }

    /// <summary>Leaves the entries and changes what stands around them.</summary>
    private static async Task<Manipulation> AroundAsync(TamperedLog log, Random random)
    {
        switch (random.Next(7))
        {
            case 5:
                var (table, first) = random.Next(2) == 0 ? ("wrapped", "key_id") : ("tag", "actor_key_id");
                var key = (await log.NumbersAsync($"SELECT DISTINCT {first} FROM log_entries WHERE {first} IS NOT NULL ORDER BY 1")) is var keys ? keys[random.Next(keys.Count)] : 0;
                var blob = (await log.BlobsAsync($"SELECT {table} FROM log_keys WHERE key_id = {key}"))[0];
                blob[random.Next(blob.Length)] ^= (byte)(1 << random.Next(8));
                await log.RunAsync($"UPDATE log_keys SET {table} = $b WHERE key_id = {key}", ("$b", blob));
                return new($"key {key}: {table}", (await log.NumbersAsync($"SELECT min(idx) FROM log_entries WHERE {first} = {key}"))[0]);
            case 6:
                var change = random.GetItems(["scope = 'Actor'", "epoch = epoch + 1", "created_at = created_at + 1"], 1)[0];
                await log.RunAsync($"UPDATE log_keys SET {change} WHERE key_id = (SELECT key_id FROM log_entries WHERE idx = 0)");
                return new($"key of the first entry: {change}", 0);
            case 0:
                var tile = (await log.BlobsAsync("SELECT hashes FROM log_tiles WHERE idx = 0"))[0];
                var at = random.Next(tile.Length);
                tile[at] ^= 1;
                await log.RunAsync("UPDATE log_tiles SET hashes = $h WHERE idx = 0", ("$h", tile));
                return new("tile", at / 32);
            case 1:
                await log.RunAsync("DELETE FROM log_tiles");
                return new("no tiles", 0);
            case 2:
                await log.RunAsync(random.Next(2) == 0 ? "UPDATE log_head SET size = size + 1" : "UPDATE log_head SET edge = zeroblob(length(edge))");
                return new("head", null);
            case 3:
                await log.RunAsync("DELETE FROM log_checkpoints WHERE size = (SELECT max(size) FROM log_checkpoints)");
                return new("no last checkpoint", null);
            default:
                await log.RunAsync("""
                    UPDATE log_checkpoints SET note = substr(note, 1, length(note) - 10) || CASE substr(note, -10, 1) WHEN 'A' THEN 'B' ELSE 'A' END || substr(note, -9)
                    WHERE size = (SELECT max(size) FROM log_checkpoints)
                    """);
                return new("last signature", null);
        }
    }

    private static async Task<string> FlipAsync(TamperedLog log, string table, string column, long index, Random random)
    {
        var blob = (await log.BlobsAsync($"SELECT {column} FROM {table} WHERE idx = {index}"))[0];
        blob[random.Next(blob.Length)] ^= (byte)(1 << random.Next(8));
        await log.RunAsync($"UPDATE {table} SET {column} = $b WHERE idx = {index}", ("$b", blob));
        return $"flip in {table}.{column}";
    }

    private static async Task ShiftAsync(TamperedLog log, long from, int by)
    {
        foreach (var table in new[] { "log_entries", "log_actors" })
        {
            await log.RunAsync($"UPDATE {table} SET idx = -idx - 10 WHERE idx >= {from}; UPDATE {table} SET idx = -idx - 10 + {by} WHERE idx < 0;");
        }
    }

    private static async Task ForgeCheckpointAsync(TamperedLog log, long after, (long Size, byte[] Root) tree)
    {
        var note = new Checkpoint(Forger.Key.Name, tree.Size, tree.Root).SignWith(Forger);
        await log.RunAsync($"DELETE FROM log_checkpoints WHERE size > {after}");
        await log.RunAsync("INSERT INTO log_checkpoints (size, moment, note) VALUES ($s, 0, $n)", ("$s", tree.Size), ("$n", note));
    }
}

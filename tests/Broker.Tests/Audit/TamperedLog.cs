using Microsoft.Data.Sqlite;
using ZioExchange.Broker.Audit.Sealing;
using ZioExchange.Broker.Audit.Tree;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Tests.Audit;

/// <summary>A log in a SQLite file of its own, to copy and to damage by plain SQL.</summary>
internal sealed class TamperedLog : IAsyncDisposable
{
    private readonly string _file;

    private TamperedLog(string file, string heldNote)
    {
        (_file, HeldNote) = (file, heldNote);
        Database = new BrokerDatabase(DatabaseProvider.Sqlite, $"Data Source={file};Pooling=False");
    }

    public BrokerDatabase Database { get; }

    /// <summary>The older checkpoint that was kept elsewhere.</summary>
    public string HeldNote { get; }

    /// <summary>Entries below <paramref name="single"/> come in large batches, the rest one by one, each under its own signature.</summary>
    public static async Task<TamperedLog> HonestAsync(int entries, int single, int held)
    {
        var log = new TamperedLog(NewFile(), "");
        await Migrations.ApplyAsync(log.Database, CancellationToken.None);
        await using var node = new TestLog(log.Database);
        await Task.WhenAll(Enumerable.Range(0, single).Select(n => node.AppendAsync(n, $"child-{n % 5}")));
        var note = "";
        for (var n = single; n < entries; n++)
        {
            await node.Log.AppendAsync(TestLog.Disclosure(n) with { Actor = n % 4 == 0 ? null : TestLog.Disclosure(n).Actor }, null, CancellationToken.None);
            note = n + 1 == held ? await node.Proofs.CheckpointAsync(CancellationToken.None) : note;
        }

        await node.TakeFullRightsAsync();
        await node.DisposeAsync();
        await node.RunAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        await node.RunAsync("PRAGMA journal_mode=DELETE");
        return new TamperedLog(log._file, note);
    }

    public TamperedLog Copy()
    {
        var file = NewFile();
        File.Copy(_file, file);
        return new TamperedLog(file, HeldNote);
    }

    public async Task RunAsync(string sql, params (string Name, object Value)[] values)
    {
        await using var connection = new SqliteConnection($"Data Source={_file};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous=OFF; " + sql;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        await command.ExecuteNonQueryAsync();
    }

    public async Task<List<byte[]>> BlobsAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={_file};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var blobs = new List<byte[]>();
        while (await reader.ReadAsync())
        {
            blobs.Add((byte[])reader.GetValue(0));
        }

        return blobs;
    }

    public async Task<List<long>> NumbersAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={_file};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var numbers = new List<long>();
        while (await reader.ReadAsync())
        {
            numbers.Add(reader.GetInt64(0));
        }

        return numbers;
    }

    /// <summary>Makes tiles and head fit the entries again, as a careful forger would. Returns the new root.</summary>
    public async Task<(long Size, byte[] Root)> RebuildAsync()
    {
        var hashes = await BlobsAsync("SELECT leaf_hash FROM log_entries ORDER BY idx");
        var range = new CompactRange();
        hashes.ForEach(hash => range.Append(hash));
        await RunAsync("DELETE FROM log_tiles");
        for (var tile = 0; tile < hashes.Count / 256; tile++)
        {
            var bytes = hashes.GetRange(tile * 256, 256).SelectMany(hash => hash).ToArray();
            await RunAsync("INSERT INTO log_tiles (level, idx, hashes, root) VALUES (0, $i, $h, $r)", ("$i", tile), ("$h", bytes), ("$r", MerkleHash.PerfectRoot(bytes)));
        }

        await RunAsync("UPDATE log_head SET size = $s, edge = $e", ("$s", range.Size), ("$e", range.ToEdge()));
        return (range.Size, range.Root());
    }

    /// <summary>Puts an entry of the forger's own in the place of another; it fits itself in every way.</summary>
    public async Task ForgeAsync(long index)
    {
        var row = PreparedEntry.From(TestLog.Disclosure(100_000 + (int)index) with { Actor = null }).Seal(index, new LogKey(1, new byte[32]), null);
        await RunAsync("DELETE FROM log_actors WHERE idx = $i", ("$i", index));
        await RunAsync(
            """
            INSERT OR REPLACE INTO log_entries (idx, leaf_hash, commitment, moment, kind, outcome, source, recipient, purpose, matrix_row, trace_id, key_id, column_salt, sealed)
            VALUES ($i, $leaf, $commitment, $moment, $kind, $outcome, $source, $recipient, $purpose, $row, $trace, $key, $salt, $sealed)
            """,
            ("$i", index), ("$leaf", row.LeafHash), ("$commitment", row.Commitment), ("$moment", row.Columns.Moment), ("$kind", row.Columns.Kind),
            ("$outcome", row.Columns.Outcome), ("$source", row.Columns.Source!), ("$recipient", row.Columns.Recipient!), ("$purpose", row.Columns.Purpose!),
            ("$row", row.Columns.MatrixRow!), ("$trace", row.Columns.TraceId), ("$key", row.Columns.KeyId), ("$salt", row.ColumnSalt), ("$sealed", row.Sealed));
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        foreach (var file in new[] { _file, _file + "-wal", _file + "-shm", _file + "-journal" })
        {
            File.Delete(file);
        }
    }

    private static string NewFile() => Path.Combine(Path.GetTempPath(), $"zio-tamper-{Guid.NewGuid():N}.db");
}

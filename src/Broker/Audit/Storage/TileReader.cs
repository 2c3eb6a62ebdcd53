using System.Data.Common;
using System.Globalization;
using ZioExchange.Broker.Audit.Tree;

namespace ZioExchange.Broker.Audit.Storage;

/// <summary>Reads any number of tiles in one round trip: full ones as stored, partial ones from the rows they will be made of.</summary>
internal static class TileReader
{
    /// <summary>The tiles that exist in the width asked for; the others are left out.</summary>
    public static async Task<Dictionary<TileAddress, ReadOnlyMemory<byte>>> ReadAsync(
        DbConnection connection, DbTransaction? transaction, IReadOnlyList<TileAddress> tiles, CancellationToken ct) =>
        tiles.Count == 0 ? [] : Tiles(tiles, await PartsAsync(connection, transaction, tiles.Select(Question), ct));

    /// <summary>The same, and the commitment of one entry; empty when there is no such entry.</summary>
    public static async Task<(Dictionary<TileAddress, ReadOnlyMemory<byte>> Tiles, byte[] Commitment)> ReadAsync(
        DbConnection connection, IReadOnlyList<TileAddress> tiles, long index, CancellationToken ct)
    {
        var entry = Inv($"SELECT {tiles.Count}, idx, commitment FROM log_entries WHERE idx = {index}");
        var parts = await PartsAsync(connection, null, tiles.Select(Question).Append(entry), ct);
        return (Tiles(tiles, parts), parts[^1].ToArray());
    }

    /// <summary>What each question found, one after another in the order of their rows.</summary>
    private static async Task<MemoryStream[]> PartsAsync(DbConnection connection, DbTransaction? transaction, IEnumerable<string> questions, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        var all = questions.ToArray();
        var parts = all.Select(_ => new MemoryStream()).ToArray();
#pragma warning disable CA2100 // Numbers only, written by this class.
        command.CommandText = string.Join(" UNION ALL ", all) + " ORDER BY 1, 2";
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            parts[Convert.ToInt32(reader.GetValue(0), CultureInfo.InvariantCulture)].Write(reader.GetValue(2) as byte[] ?? []);   // what is no bytes is damage
        }

        return parts;
    }

    private static Dictionary<TileAddress, ReadOnlyMemory<byte>> Tiles(IReadOnlyList<TileAddress> tiles, MemoryStream[] parts)
    {
        var found = new Dictionary<TileAddress, ReadOnlyMemory<byte>>();
        for (var i = 0; i < tiles.Count; i++)
        {
            if (parts[i].Length == (long)tiles[i].Width * MerkleHash.Length)
            {
                found[tiles[i]] = parts[i].ToArray();
            }
        }

        return found;
    }

    private static string Question(TileAddress tile, int part)
    {
        var (first, end) = (tile.Index * TileAddress.FullWidth, (tile.Index * TileAddress.FullWidth) + tile.Width);
        return (tile.Width, tile.Level) switch
        {
            (TileAddress.FullWidth, _) => Inv($"SELECT {part}, idx, hashes FROM log_tiles WHERE level = {tile.Level} AND idx = {tile.Index}"),
            (_, 0) => Inv($"SELECT {part}, idx, leaf_hash FROM log_entries WHERE idx >= {first} AND idx < {end}"),
            _ => Inv($"SELECT {part}, idx, root FROM log_tiles WHERE level = {tile.Level - 1} AND idx >= {first} AND idx < {end}"),
        };
    }

    private static string Inv(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

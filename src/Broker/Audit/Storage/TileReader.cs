using System.Data.Common;
using System.Globalization;
using ZioExchange.Broker.Audit.Tree;

namespace ZioExchange.Broker.Audit.Storage;

/// <summary>Reads any number of tiles in one round trip: full ones as stored, partial ones from the rows they will be made of.</summary>
internal static class TileReader
{
    /// <summary>The tiles that exist in the width asked for; the others are left out.</summary>
    public static async Task<Dictionary<TileAddress, ReadOnlyMemory<byte>>> ReadAsync(
        DbConnection connection, DbTransaction? transaction, IReadOnlyList<TileAddress> tiles, CancellationToken ct)
    {
        var found = new Dictionary<TileAddress, ReadOnlyMemory<byte>>();
        if (tiles.Count == 0)
        {
            return found;
        }

        var parts = tiles.Select(_ => new MemoryStream()).ToArray();
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // Numbers only, written by this class.
        command.CommandText = string.Join(" UNION ALL ", tiles.Select(Question)) + " ORDER BY 1, 2";
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            parts[Convert.ToInt32(reader.GetValue(0), CultureInfo.InvariantCulture)].Write((byte[])reader.GetValue(2));
        }

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

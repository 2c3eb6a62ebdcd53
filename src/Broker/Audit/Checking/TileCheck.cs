using System.Data.Common;
using ZioExchange.Broker.Audit.Tree;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit;

/// <summary>Compares the stored tiles with the entries they are made of.</summary>
internal sealed class TileCheck(DbConnection connection, DbTransaction transaction)
{
    private readonly Dictionary<long, (byte[] Hashes, byte[] Root)> _stored = [];
    private readonly byte[] _tile = new byte[TileAddress.FullWidth * MerkleHash.Length];
    private List<byte[]> _roots = [];

    public async Task ReadAsync(long first, int count, CancellationToken ct)
    {
        _stored.Clear();
        await foreach (var (index, hashes, root) in TilesAsync(0, first, first + count, ct))
        {
            _stored[index] = (hashes, root);
        }
    }

    /// <summary>The roots of the first full tiles, taken over as they stand.</summary>
    public async IAsyncEnumerable<byte[]> RootsAsync(long count, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var (index, _, root) in TilesAsync(0, 0, count, ct))
        {
            if (index != _roots.Count || root.Length != MerkleHash.Length)
            {
                yield break;
            }

            _roots.Add(root);
            yield return root;
        }
    }

    /// <summary>Adds the leaf hash of one entry; at the last one of a tile, the tile is compared.</summary>
    public LogFinding? Add(long index, byte[] hash)
    {
        var place = (int)(index % TileAddress.FullWidth);
        hash.CopyTo(_tile, place * MerkleHash.Length);
        if (place != TileAddress.FullWidth - 1)
        {
            return null;
        }

        var tile = index / TileAddress.FullWidth;
        var root = MerkleHash.PerfectRoot(_tile);
        _roots.Add(root);
        if (_stored.TryGetValue(tile, out var stored) && stored.Hashes.AsSpan().SequenceEqual(_tile) && stored.Root.AsSpan().SequenceEqual(root))
        {
            return null;
        }

        var common = stored.Hashes is null ? 0 : _tile.AsSpan().CommonPrefixLength(stored.Hashes) / MerkleHash.Length;
        var first = (tile * TileAddress.FullWidth) + (common == TileAddress.FullWidth ? 0 : common);
        return LogFinding.Between("TILE_CHANGED", first, index, $"Tile {tile} at level 0 is missing or does not fit its entries.");
    }

    /// <summary>The levels above, and tiles that should not be there.</summary>
    public async Task<LogFinding?> EndAsync(long size, CancellationToken ct)
    {
        for (var level = 1; _roots.Count > 0; level++)
        {
            var (below, expected) = (_roots, 0L);
            _roots = [];
            await foreach (var (index, hashes, root) in TilesAsync(level, long.MinValue, long.MaxValue, ct))
            {
                var whole = index == expected && (index + 1) * TileAddress.FullWidth <= below.Count;
                var right = whole ? below.GetRange((int)index * TileAddress.FullWidth, TileAddress.FullWidth).SelectMany(hash => hash).ToArray() : [];
                if (!whole || !hashes.AsSpan().SequenceEqual(right) || !root.AsSpan().SequenceEqual(MerkleHash.PerfectRoot(right)))
                {
                    return Fault(level, index, size);
                }

                _roots.Add(root);
                expected++;
            }

            if (expected != below.Count / TileAddress.FullWidth)
            {
                return Fault(level, expected, size);
            }
        }

        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT count(*) FROM log_tiles";
        var tiles = Enumerable.Range(1, 7).Sum(level => size >> (8 * level));
        return (long)(await command.ExecuteScalarAsync(ct))! == tiles ? null : Fault(0, size >> 8, size);
    }

    private static LogFinding Fault(int level, long index, long size) => LogFinding.Between(
        "TILE_CHANGED", Math.Clamp(index << (8 * (level + 1)), 0, Math.Max(0, size - 1)), size - 1, $"Tile {index} at level {level} is missing, too many, or does not fit the tiles below it.");

    private async IAsyncEnumerable<(long Index, byte[] Hashes, byte[] Root)> TilesAsync(
        int level, long first, long end, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT idx, hashes, root FROM log_tiles WHERE level = @level AND idx >= @first AND idx < @end ORDER BY idx";
        command.Bind("@level", (short)level).Bind("@first", first).Bind("@end", end);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            yield return (reader.GetInt64(0), (byte[])reader.GetValue(1), (byte[])reader.GetValue(2));
        }
    }
}

using System.Data.Common;
using ZioExchange.Broker.Audit.Tree;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit.Storage;

/// <summary>Stores each tile once it is full, with its root, so that a proof never has to read more than a few rows.</summary>
/// <remarks>One tile of leaves in 256 entries, one tile of those in 65,536, and so on: the cost per entry does not grow with the log.</remarks>
internal static class TileWriter
{
    /// <summary>Called after the rows of a batch are written, in the same transaction.</summary>
    public static async Task WriteFullAsync(DbConnection connection, DbTransaction transaction, long sizeBefore, long sizeAfter, CancellationToken ct)
    {
        for (int level = 0, shift = 8; sizeAfter >> shift > sizeBefore >> shift; level++, shift += 8)
        {
            for (var index = sizeBefore >> shift; index < sizeAfter >> shift; index++)
            {
                var hashes = await HashesAsync(connection, transaction, level, index, ct);
                await using var command = connection.CreateCommand();
                command.Transaction = transaction;
                command.CommandText = "INSERT INTO log_tiles (level, idx, hashes, root) VALUES (@level, @idx, @hashes, @root)";
                command.Bind("@level", (short)level).Bind("@idx", index).Bind("@hashes", hashes).Bind("@root", MerkleHash.PerfectRoot(hashes));
                await command.ExecuteNonQueryAsync(ct);
            }
        }
    }

    private static async Task<byte[]> HashesAsync(DbConnection connection, DbTransaction transaction, int level, long index, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = level == 0
            ? "SELECT leaf_hash FROM log_entries WHERE idx >= @first AND idx < @end ORDER BY idx"
            : "SELECT root FROM log_tiles WHERE level = @below AND idx >= @first AND idx < @end ORDER BY idx";
        command.Bind("@first", index * TileAddress.FullWidth).Bind("@end", (index + 1) * TileAddress.FullWidth);
        if (level > 0)
        {
            command.Bind("@below", (short)(level - 1));
        }

        using var hashes = new MemoryStream(TileAddress.FullWidth * MerkleHash.Length);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            hashes.Write((byte[])reader.GetValue(0));
        }

        return hashes.Length == TileAddress.FullWidth * MerkleHash.Length
            ? hashes.ToArray()
            : throw new InvalidOperationException($"Tile {index} at level {level} of the log is incomplete: the database is damaged. Run audit verify.");
    }
}

using System.Data.Common;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Tree;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit.Storage;

/// <summary>Proves that the head in the database is one that a broker signed, and that it continues what this node knows, before anything is added to it.</summary>
/// <remarks>
/// Whoever has full rights on the database can write a head that fits changed rows; a broker that added to it would put its own signature under them.
/// So a head that this node did not leave behind itself is believed only when the checkpoint over it carries the log's signature, and when it extends
/// the last head this node wrote and the last checkpoint that left the broker. A log that was restored from an older backup would grow a second future
/// beside the first, and both would be signed.
/// </remarks>
internal sealed class Continuity(PublishedCheckpoint published, bool mayStartAnew)
{
    private const string Written = "that this node has written";

    private bool _comparedWithPublished;
    private (long Size, byte[] Edge)? _seen;

    /// <exception cref="LogSetBackException">It is not, or does not.</exception>
    public async Task CheckAsync(DbConnection connection, DbTransaction transaction, LogHead head, VerifierKey key, CancellationToken ct)
    {
        var seen = _seen;
        if (mayStartAnew && head.Size == 0)
        {
            await published.SetAsideAsync(ct);
            (seen, _seen, _comparedWithPublished) = (null, null, true);
        }

        if (seen is { } own && own.Size == head.Size && own.Edge.AsSpan().SequenceEqual(head.Edge) && _comparedWithPublished)
        {
            return;
        }

        // What another node added since is little, and the leaves themselves show that it was added: no proof over the whole tile is worked out.
        var near = seen is { } last && head.Size - last.Size is >= 0 and <= TileAddress.FullWidth ? seen : null;
        if (head.Size > 0)
        {
            var (signed, since) = await ReadAsync(connection, transaction, near?.Size ?? head.Size, head.Size, ct);
            RequireSigned(signed, head, key);
            if (near is { } behind)
            {
                RequireContinued(behind, since, head);
            }
        }

        if (near is null && seen is { Size: > 0 } before)   // everything continues nothing
        {
            await ContinuesAsync(connection, transaction, before.Size, CompactRange.FromEdge(before.Size, before.Edge).Root(), head, Written, ct);
        }

        if (!_comparedWithPublished && published.Read() is { } note)
        {
            var keys = await KeyStatements.SuccessionAsync(connection, transaction, key, ct);
            if (!keys.TryOpen(note, out var checkpoint, out var fault))
            {
                throw new LogSetBackException($"The kept checkpoint is not of this log and key. {fault} See docs/runbooks/restore.md.");
            }

            await ContinuesAsync(connection, transaction, checkpoint.Size, checkpoint.Root, head, "that were published", ct);
        }

        _comparedWithPublished = true;   // the head itself is remembered once something stands on it: what was read may be a commit that no standby confirmed
    }

    /// <summary>What this node wrote and knows to be durable.</summary>
    public void Saw(long size, byte[] edge) => _seen = (size, edge);

    /// <summary>The connection is gone: what the next one finds may be another server.</summary>
    public void Forget() => _comparedWithPublished = false;

    /// <returns>The note over the head, and the hashes of the leaves from an index on, as far as they stand there one after another.</returns>
    private static async Task<(string? Note, List<byte[]> Leaves)> ReadAsync(DbConnection connection, DbTransaction transaction, long from, long size, CancellationToken ct)
    {
        await using var command = connection.Command(transaction, """
            SELECT idx, leaf_hash, CAST(NULL AS text) AS note FROM log_entries WHERE idx >= @from AND idx < @size
            UNION ALL
            SELECT size, NULL, note FROM log_checkpoints WHERE size = @size
            ORDER BY 1
            """);
        await using var reader = await command.Bind("@from", from).Bind("@size", size).ExecuteReaderAsync(ct);
        var (note, leaves) = ((string?)null, new List<byte[]>());
        while (await reader.ReadAsync(ct))
        {
            note ??= reader.GetValue(2) as string;
            if (reader.GetValue(1) is byte[] { Length: MerkleHash.Length } leaf && reader.GetInt64(0) == from + leaves.Count)
            {
                leaves.Add(leaf);
            }
        }

        return (note, leaves);
    }

    private static void RequireSigned(string? note, LogHead head, VerifierKey key)
    {
        if (note is null || !Checkpoint.TryOpen(note, key, out var checkpoint, out _) || checkpoint.Size != head.Size || !checkpoint.Root.Span.SequenceEqual(head.Range().Root()))
        {
            throw new LogSetBackException(
                $"The head of the log says {head.Size} entries, and no checkpoint that this log's key signed fits it: the database was changed by something else than a broker. Run audit verify and see docs/runbooks/log-damaged.md.");
        }
    }

    private static void RequireContinued((long Size, byte[] Edge) own, List<byte[]> since, LogHead head)
    {
        var range = CompactRange.FromEdge(own.Size, own.Edge);
        since.ForEach(leaf => range.Append(leaf));
        if (range.Size != head.Size || !range.ToEdge().AsSpan().SequenceEqual(head.Edge))
        {
            throw new LogSetBackException(NotTheFirst(own.Size, Written));
        }
    }

    private static async Task ContinuesAsync(
        DbConnection connection, DbTransaction transaction, long size, ReadOnlyMemory<byte> root, LogHead head, string which, CancellationToken ct)
    {
        if (size > head.Size)
        {
            throw new LogSetBackException($"The log has {head.Size} entries, but there were {size} {which}: entries from {head.Size} on are gone. See docs/runbooks/restore.md.");
        }

        var plan = ProofPlan.Consistency(size, head.Size);
        var tiles = await TileReader.ReadAsync(connection, transaction, plan.Tiles, ct);
        if (!plan.Tiles.All(tiles.ContainsKey) || !MerkleProof.IsConsistent(size, head.Size, root.Span, head.Range().Root(), plan.Build(tile => tiles[tile])))
        {
            throw new LogSetBackException(NotTheFirst(size, which));
        }
    }

    private static string NotTheFirst(long size, string which) => $"The first {size} entries are not the ones {which}. See docs/runbooks/restore.md.";
}

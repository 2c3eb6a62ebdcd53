using System.Buffers.Binary;
using System.Data.Common;
using System.IO.Compression;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Sealing;
using ZioExchange.Broker.Audit.Storage;
using ZioExchange.Broker.Audit.Tree;
using ZioExchange.Broker.Audit.Witnesses;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit;

/// <summary>What outsiders may see of the log: checkpoints, tiles, bundles of commitments, and proofs made from them.</summary>
public sealed class LogProofs(BrokerDatabase database, ILogSigner signer, ConfiguredWitnesses witnesses, TimeProvider clock)
{
    // Witnesses are asked every ten seconds: who has not answered by then is silent, and the log goes on without it.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // How long a checkpoint serves for proofs before it is read again.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private readonly GzipBundles _gzip = new();
    private KnownCheckpoint? _known;
    private long _confirmed;   // how many entries have reached the standby, as far as this node knows

    public VerifierKey Key => signer.Key;

    /// <summary>The key that signs this log, as its head names it; null while the log has no entry.</summary>
    public static async Task<string?> SigningKeyAsync(BrokerDatabase database, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT signing_key FROM log_head WHERE id = 1";
        return await command.ExecuteScalarAsync(ct) as string;
    }

    /// <summary>The rotations of the signing key, oldest first: notes that both keys signed.</summary>
    public async Task<IReadOnlyList<string>> StatementsAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await KeyStatements.ReadAsync(connection, null, ct);
    }

    /// <summary>The checkpoint that is published: the newest that a configured witness cosigned, with its lines, or one that came after it and has waited for
    /// a witness for a minute; without witnesses the newest of all. Never an older one than before: both only move on.</summary>
    public async Task<string> CheckpointAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await PublishedAsync(connection, ct);
    }

    /// <summary>The newest signed checkpoint, cosigned or not; of an empty log, one over nothing.</summary>
    public async Task<string> LatestAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await NewestAsync(connection, ct);
    }

    /// <summary>Proof that an entry is in the log, under the published checkpoint, or under the newest when that does not cover it yet; null for an index
    /// beyond the log, and for an entry that damage keeps the log from proving.</summary>
    /// <remarks>
    /// One round trip, however long the log is: a checkpoint that this node read in the last seconds serves as well as the newest, so long as it covers the
    /// entry and the proof leads to it. Holds commitments only.
    /// </remarks>
    public async Task<InclusionProof?> InclusionAsync(long index, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var known = _known;
        return known is not null && (clock.GetUtcNow() - known.Read).Duration() < Fresh && await UnderAsync(connection, index, known, ct) is { } proof
            ? proof
            : await UnderAsync(connection, index, await CoveringAsync(connection, index, ct), ct);
    }

    /// <summary>The hashes that show the log of size1 to be a beginning of the log of size2; null when the log is shorter than that.</summary>
    public async Task<IReadOnlyList<byte[]>?> ConsistencyAsync(long size1, long size2, CancellationToken ct)
    {
        if (size1 < 0 || size1 > size2)
        {
            return null;
        }

        await using var connection = await database.OpenAsync(ct);
        var plan = ProofPlan.Consistency(size1, size2);
        var tiles = await TileReader.ReadAsync(connection, null, plan.Tiles, ct);
        return plan.Tiles.All(tiles.ContainsKey) ? plan.Build(tile => tiles[tile]) : null;
    }

    /// <summary>The hashes of one tile; null when the log has no such tile in that width.</summary>
    public async Task<ReadOnlyMemory<byte>?> TileAsync(TileAddress tile, CancellationToken ct)
    {
        if (tile.Level > 7)
        {
            return null;   // a log of 2^63 entries has no such level
        }

        await using var connection = await database.OpenAsync(ct);
        var found = await TileReader.ReadAsync(connection, null, [tile], ct);
        return found.TryGetValue(tile, out var hashes) ? hashes : (ReadOnlyMemory<byte>?)null;   // a bare null would become an empty tile
    }

    /// <summary>The leaves below one tile of level 0, each behind its length (two bytes, big-endian): commitments only.</summary>
    public async Task<ReadOnlyMemory<byte>?> BundleAsync(TileAddress tile, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await LeavesAsync(connection, tile, ct) is { } leaves ? Bundle(leaves) : (ReadOnlyMemory<byte>?)null;
    }

    /// <summary>The same as gzip.</summary>
    public async Task<ReadOnlyMemory<byte>?> GzipBundleAsync(TileAddress tile, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var root = tile.Width == TileAddress.FullWidth ? await RootAsync(connection, tile.Index, ct) : null;
        if (root is not null && _gzip.Find(tile.Index, root) is { } kept)
        {
            return kept;
        }

        if (await LeavesAsync(connection, tile, ct) is not { } leaves)
        {
            return null;
        }

        return root is null ? GzipBundles.Compress(Bundle(leaves), CompressionLevel.Fastest) : _gzip.Add(tile.Index, root, leaves, Bundle(leaves));
    }

    private static byte[] Bundle(List<byte[]> leaves)
    {
        var bundle = new byte[leaves.Sum(leaf => leaf.Length + 2)];
        var at = 0;
        foreach (var leaf in leaves)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bundle.AsSpan(at), (ushort)leaf.Length);
            leaf.CopyTo(bundle, at + 2);
            at += leaf.Length + 2;
        }

        return bundle;
    }

    private static async Task<byte[]?> RootAsync(DbConnection connection, long tile, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT root FROM log_tiles WHERE level = 0 AND idx = @idx";
        return await command.Bind("@idx", tile).ExecuteScalarAsync(ct) as byte[];
    }

    /// <summary>Null when one of them is not there, or is damaged: audit verify says where.</summary>
    private static async Task<List<byte[]>?> LeavesAsync(DbConnection connection, TileAddress tile, CancellationToken ct)
    {
        var first = tile.Index * TileAddress.FullWidth;
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT commitment FROM log_entries WHERE idx >= @first AND idx < @end ORDER BY idx";
        command.Bind("@first", first).Bind("@end", first + tile.Width);
        var leaves = new List<byte[]>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            if (reader.GetValue(0) is not byte[] commitment || !LeafData.IsCommitment(commitment))
            {
                return null;
            }

            leaves.Add(LeafData.ToBytes(commitment));
        }

        return leaves.Count == tile.Width ? leaves : null;
    }

    /// <summary>The proof under this checkpoint; null when that does not cover the entry, or what the database holds does not lead to it.</summary>
    private static async Task<InclusionProof?> UnderAsync(DbConnection connection, long index, KnownCheckpoint under, CancellationToken ct)
    {
        var (size, root) = (under.Checkpoint.Size, under.Checkpoint.Root);
        if (index < 0 || index >= size)
        {
            return null;
        }

        var plan = ProofPlan.Inclusion(index, size);
        var (tiles, commitment) = await TileReader.ReadAsync(connection, plan.Tiles, index, ct);
        if (!LeafData.IsCommitment(commitment) || !plan.Tiles.All(tiles.ContainsKey))
        {
            return null;
        }

        var leaf = LeafData.ToBytes(commitment);
        var hashes = plan.Build(tile => tiles[tile]);
        return MerkleProof.Includes(index, size, MerkleHash.Leaf(leaf), hashes, root.Span) ? new(index, hashes, under.Note, leaf) : null;
    }

    private async Task<KnownCheckpoint> CoveringAsync(DbConnection connection, long index, CancellationToken ct)
    {
        var read = clock.GetUtcNow();
        var published = Known(await PublishedAsync(connection, ct), read);
        _known = published;
        return published.Checkpoint.Size > index ? published : Known(await NewestAsync(connection, ct), read);
    }

    private async Task<string> PublishedAsync(DbConnection connection, CancellationToken ct) =>
        witnesses.All.Count == 0 ? await NewestAsync(connection, ct) : await ConfirmedAsync(connection, await CosignedAsync(connection, ct), ct);

    private async Task<string> CosignedAsync(DbConnection connection, CancellationToken ct)
    {
        var cosigned = await Cosignatures.NewestAsync(connection, [.. witnesses.All.Select(witness => witness.Key)], ct);
        return await WaitedLongAsync(connection, cosigned is null ? 0 : SizeOf(cosigned), ct) ?? cosigned ?? Empty();
    }

    /// <summary>The newest checkpoint beyond this size that has waited for a witness longer than is bearable, by the moment of its last entry, to which the log commits.</summary>
    private async Task<string?> WaitedLongAsync(DbConnection connection, long size, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT c.note FROM log_checkpoints c JOIN log_entries e ON e.idx = c.size - 1 WHERE c.size > @size AND e.moment <= @by ORDER BY c.size DESC LIMIT 1";
        return await command.Bind("@size", size).Bind("@by", (clock.GetUtcNow() - Patience).UtcTicks).ExecuteScalarAsync(ct) as string;
    }

    private async Task<string> NewestAsync(DbConnection connection, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT note FROM log_checkpoints ORDER BY size DESC LIMIT 1";
        return await ConfirmedAsync(connection, await command.ExecuteScalarAsync(ct) as string ?? Empty(), ct);
    }

    /// <summary>The note, once what it covers cannot be lost with this server: a checkpoint that left the broker binds it for ever, and witnesses refuse another.</summary>
    /// <exception cref="AuditUnavailableException">No standby confirmed it.</exception>
    private async Task<string> ConfirmedAsync(DbConnection connection, string note, CancellationToken ct)
    {
        var size = SizeOf(note);
        if (size > Volatile.Read(ref _confirmed))
        {
            await CommitWatch.ConfirmAsync(connection, ct);
            Volatile.Write(ref _confirmed, size);   // of two at once either is true
        }

        return note;
    }

    private string Empty() => new Checkpoint(signer.Key.Name, 0, MerkleHash.EmptyRoot()).SignWith(signer);

    private static KnownCheckpoint Known(string note, DateTimeOffset read) =>
        new(note, SignedNote.TryParse(note, out var signed) && Checkpoint.TryParse(signed.Text, out var checkpoint) ? checkpoint : new("", 0, default), read);

    private static long SizeOf(string note) => Known(note, default).Checkpoint.Size;

    private sealed record KnownCheckpoint(string Note, Checkpoint Checkpoint, DateTimeOffset Read);
}

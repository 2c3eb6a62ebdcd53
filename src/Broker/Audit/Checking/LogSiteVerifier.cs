using System.Buffers.Binary;
using System.Net;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Tree;

namespace ZioExchange.Broker.Audit;

/// <summary>Checks a log from outside, over its public paths (C2SP tlog-tiles): checkpoint, entry bundles and tiles. Sees commitments only.</summary>
/// <param name="site">Its base address is the broker's root.</param>
/// <param name="key">From outside: a key that comes from the site itself proves nothing.</param>
public sealed class LogSiteVerifier(HttpClient site, VerifierKey key)
{
    private const string Gone = "ENTRY_MISSING";

    /// <param name="trusted">A signed checkpoint kept outside the broker; null for none.</param>
    /// <param name="progress">Told the number of entries checked and of all.</param>
    /// <param name="ct">Stops the check.</param>
    /// <exception cref="HttpRequestException">The site does not answer, or not with what a log serves.</exception>
    public async Task<LogReport> VerifyAsync(string? trusted, IProgress<(long Done, long All)>? progress, CancellationToken ct)
    {
        var keys = await KeysAsync(ct);
        Checkpoint? held = null;
        if (trusted is not null && !keys.TryOpen(trusted, out held, out var fault))
        {
            return new(0, LogFinding.Checkpoint("CHECKPOINT_REFUSED", fault));
        }

        var published = await site.GetStringAsync(new Uri("log/checkpoint", UriKind.Relative), ct);
        if (!keys.TryOpen(published, out var checkpoint, out fault))
        {
            return new(0, LogFinding.Checkpoint("CHECKPOINT_REFUSED", fault));
        }

        var range = new CompactRange();
        var finding = await ReadAsync(range, checkpoint.Size, held, progress, ct);
        if (finding is null && !range.Root().AsSpan().SequenceEqual(checkpoint.Root.Span))
        {
            finding = LogFinding.Between("TREE_CHANGED", held?.Size < checkpoint.Size ? held.Size : 0, checkpoint.Size - 1, "The entries are not the ones that were signed.");
        }

        // The published checkpoint waits for witnesses: one that was handed out may be ahead of it, and then the entries are there all the same.
        if (finding is null && held?.Size > checkpoint.Size && await ReadAsync(range, held.Size, held, progress, ct) is { } beyond)
        {
            finding = beyond.Code == Gone
                ? LogFinding.Truncated(range.Size, $"The log has {checkpoint.Size} entries and cannot show more than {range.Size}; the checkpoint given signed {held.Size}.")
                : beyond;
        }

        return new(range.Size, finding) { Published = published };
    }

    /// <summary>Adds the entries from where the range ends to the size given; what is wrong with the first that is not good.</summary>
    private async Task<LogFinding?> ReadAsync(CompactRange range, long until, Checkpoint? held, IProgress<(long Done, long All)>? progress, CancellationToken ct)
    {
        while (range.Size < until)
        {
            var index = range.Size / TileAddress.FullWidth;
            var tile = new TileAddress(0, index, (int)Math.Min(TileAddress.FullWidth, until - (index * TileAddress.FullWidth)));
            var hashes = await TileAsync($"log/tile/0/{tile.ToPath()}", ct);
            var bundle = await TileAsync($"log/tile/entries/{tile.ToPath()}", ct);
            if ((hashes is null || bundle is null ? Missing(tile) : Add(range, tile, hashes, bundle, held)) is { } finding)
            {
                return finding;
            }

            progress?.Report((range.Size, until));
        }

        return null;
    }

    /// <summary>Null when the site says that it has no such tile, though its checkpoint is over those entries.</summary>
    private async Task<byte[]?> TileAsync(string path, CancellationToken ct)
    {
        using var answer = await site.GetAsync(new Uri(path, UriKind.Relative), ct);
        if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.InternalServerError)
        {
            return null;
        }

        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsByteArrayAsync(ct);
    }

    private static LogFinding Missing(TileAddress tile) => LogFinding.Between(
        Gone, tile.Index * TileAddress.FullWidth, (tile.Index * TileAddress.FullWidth) + tile.Width - 1, $"The site cannot show the entries of tile {tile.Index}, which its checkpoint covers.");

    /// <summary>The key given, and those that rotations tie to it. A site without that path has had one key.</summary>
    private async Task<KeySuccession> KeysAsync(CancellationToken ct)
    {
        using var answer = await site.GetAsync(new Uri("log/keys", UriKind.Relative), ct);
        return KeySuccession.Published(key, answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(ct) : "");
    }

    private static LogFinding? Add(CompactRange range, TileAddress tile, byte[] hashes, byte[] bundle, Checkpoint? held)
    {
        if (hashes.Length != tile.Width * MerkleHash.Length)
        {
            return LogFinding.Between("TILE_CHANGED", range.Size, range.Size + tile.Width - 1, $"Tile {tile.Index} has a wrong length.");
        }

        var rest = bundle.AsSpan();
        var (first, known) = (tile.Index * TileAddress.FullWidth, range.Size);
        for (var i = 0; i < tile.Width; i++)
        {
            if (rest.Length < 2 || rest.Length < 2 + BinaryPrimitives.ReadUInt16BigEndian(rest))
            {
                return LogFinding.Entry(Gone, first + i, $"The bundle ends before entry {first + i}.");
            }

            var leaf = rest.Slice(2, BinaryPrimitives.ReadUInt16BigEndian(rest));
            rest = rest[(2 + leaf.Length)..];
            var hash = MerkleHash.Leaf(leaf);
            if (!hash.AsSpan().SequenceEqual(hashes.AsSpan(i * MerkleHash.Length, MerkleHash.Length)))
            {
                return LogFinding.Entry("ENTRY_CHANGED", first + i, $"Entry {first + i} does not fit its tile.");
            }

            if (first + i < known)
            {
                continue;   // read before, in a narrower tile
            }

            range.Append(hash);
            if (held is not null && held.Size == range.Size && !range.Root().AsSpan().SequenceEqual(held.Root.Span))
            {
                return LogFinding.Between("TREE_CHANGED", 0, held.Size - 1, $"The first {held.Size} entries are not the ones the checkpoint given signed.");
            }
        }

        return rest.IsEmpty ? null : LogFinding.Entry("ENTRY_CHANGED", range.Size - 1, $"The bundle of tile {tile.Index} holds more than its entries.");
    }
}

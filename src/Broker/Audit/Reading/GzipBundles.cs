using System.IO.Compression;
using ZioExchange.Broker.Audit.Tree;

namespace ZioExchange.Broker.Audit;

/// <summary>Entry bundles as gzip (C2SP tlog-tiles: they should be compressed), each full one compressed once: it never changes.</summary>
/// <remarks>
/// Keeps the last ones, some 40 kB each. Each is kept under the root of its tile and asked for by it, so that what is served is what the database
/// holds now. A partial bundle is compressed at each question, in some hundred microseconds, less than reading it costs.
/// </remarks>
internal sealed class GzipBundles
{
    private const int Most = 64;

    private readonly Lock _turn = new();
    private readonly Dictionary<long, (byte[] Root, byte[] Gzip)> _kept = [];
    private readonly Queue<long> _order = new();

    /// <summary>Null when this bundle is not kept, or another one is.</summary>
    public byte[]? Find(long index, ReadOnlySpan<byte> root)
    {
        lock (_turn)
        {
            return _kept.TryGetValue(index, out var kept) && root.SequenceEqual(kept.Root) ? kept.Gzip : null;
        }
    }

    /// <summary>Compresses a full bundle, and keeps it when its leaves have the root of the tile.</summary>
    public byte[] Add(long index, byte[] root, IReadOnlyList<byte[]> leaves, ReadOnlySpan<byte> bundle)
    {
        var gzip = Compress(bundle, CompressionLevel.Optimal);
        if (!MerkleHash.PerfectRoot(leaves.SelectMany(leaf => MerkleHash.Leaf(leaf)).ToArray()).AsSpan().SequenceEqual(root))
        {
            return gzip;   // damaged: served as it stands, and whoever checks it sees that
        }

        lock (_turn)
        {
            if (!_kept.ContainsKey(index))
            {
                _order.Enqueue(index);
            }

            _kept[index] = (root, gzip);
            if (_order.Count > Most)
            {
                _kept.Remove(_order.Dequeue());
            }
        }

        return gzip;
    }

    public static byte[] Compress(ReadOnlySpan<byte> bundle, CompressionLevel level)
    {
        using var bytes = new MemoryStream(bundle.Length);
        using (var gzip = new GZipStream(bytes, level))
        {
            gzip.Write(bundle);
        }

        return bytes.ToArray();
    }
}

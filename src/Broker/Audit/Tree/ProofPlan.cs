using System.Numerics;

namespace ZioExchange.Broker.Audit.Tree;

/// <summary>Which tiles a proof needs, and the proof once they are here. Planning first makes it one round trip to any store.</summary>
/// <remarks>Source: RFC 6962 sections 2.1.1 and 2.1.2. Each hash of a proof covers a run of leaves; a run splits into complete subtrees.</remarks>
public sealed class ProofPlan
{
    private readonly long _size;
    private readonly IReadOnlyList<(long From, long To)> _runs;

    private ProofPlan(long size, List<(long From, long To)> runs)
    {
        (_size, _runs) = (size, runs);
        Tiles = [.. runs.SelectMany(Subtrees).Select(TileOf).Distinct()];
    }

    /// <summary>What <see cref="Build"/> must be given, as wide as the tree of this size makes them.</summary>
    public IReadOnlyList<TileAddress> Tiles { get; }

    public static ProofPlan Inclusion(long index, long size)
    {
        if (index < 0 || index >= size)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, $"The log has {size} entries, counted from 0.");
        }

        var runs = new List<(long, long)>();
        AddPath(index, 0, size, runs);
        return new(size, runs);
    }

    public static ProofPlan Consistency(long size1, long size2)
    {
        if (size1 < 0 || size1 > size2)
        {
            throw new ArgumentOutOfRangeException(nameof(size1), size1, $"A beginning of a log of {size2} entries is not longer than that.");
        }

        var runs = new List<(long, long)>();
        if (size1 > 0 && size1 < size2)
        {
            AddSubproof(size1, 0, size2, true, runs);
        }

        return new(size2, runs);
    }

    /// <summary>The hashes of the proof in the order of RFC 6962, from the leaf towards the root.</summary>
    /// <param name="tile">The hashes of each of <see cref="Tiles"/>, 32 bytes each.</param>
    public IReadOnlyList<byte[]> Build(Func<TileAddress, ReadOnlyMemory<byte>> tile) => [.. _runs.Select(run => RunHash(run, tile))];

    private static void AddPath(long index, long from, long to, List<(long From, long To)> runs)
    {
        if (to - from == 1)
        {
            return;
        }

        var middle = from + Split(to - from);
        var left = index < middle;
        AddPath(index, left ? from : middle, left ? middle : to, runs);
        runs.Add(left ? (middle, to) : (from, middle));
    }

    private static void AddSubproof(long size1, long from, long to, bool complete, List<(long From, long To)> runs)
    {
        if (size1 == to)
        {
            if (!complete)
            {
                runs.Add((from, to));
            }

            return;
        }

        var middle = from + Split(to - from);
        if (size1 <= middle)
        {
            AddSubproof(size1, from, middle, complete, runs);
            runs.Add((middle, to));
        }
        else
        {
            AddSubproof(size1, middle, to, false, runs);
            runs.Add((from, middle));
        }
    }

    /// <summary>The largest power of two smaller than n.</summary>
    private static long Split(long n) => 1L << (63 - BitOperations.LeadingZeroCount((ulong)(n - 1)));

    /// <summary>The complete subtrees that make up a run, left to right, as height and place at that height.</summary>
    private static IEnumerable<(int Height, long Index)> Subtrees((long From, long To) run)
    {
        for (var from = run.From; from < run.To;)
        {
            var height = Math.Min(
                from == 0 ? 62 : BitOperations.TrailingZeroCount((ulong)from),
                63 - BitOperations.LeadingZeroCount((ulong)(run.To - from)));
            yield return (height, from >> height);
            from += 1L << height;
        }
    }

    private TileAddress TileOf((int Height, long Index) subtree)
    {
        var (level, above) = (subtree.Height / 8, 8 - (subtree.Height % 8));
        var index = subtree.Index >> above;
        var atLevel = _size >> (8 * level);
        return new(level, index, (int)Math.Min(TileAddress.FullWidth, atLevel - (index * TileAddress.FullWidth)));
    }

    private byte[] RunHash((long From, long To) run, Func<TileAddress, ReadOnlyMemory<byte>> tile)
    {
        byte[]? hash = null;
        foreach (var subtree in Subtrees(run).Reverse())
        {
            var address = TileOf(subtree);
            var count = 1 << (subtree.Height % 8);
            var first = (int)((subtree.Index << (subtree.Height % 8)) - (address.Index * TileAddress.FullWidth));
            var root = MerkleHash.PerfectRoot(tile(address).Span.Slice(first * MerkleHash.Length, count * MerkleHash.Length));
            hash = hash is null ? root : MerkleHash.Node(root, hash);
        }

        return hash!;
    }
}

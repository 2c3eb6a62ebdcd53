using System.Numerics;

namespace ZioExchange.Broker.Audit.Tree;

/// <summary>The right edge of a tree: the roots of its complete subtrees, largest first. All that appending needs to know.</summary>
/// <remarks>A tree of n leaves has as many complete subtrees as n has bits set, so an edge is at most 63 hashes.</remarks>
public sealed class CompactRange
{
    private readonly byte[] _nodes = new byte[64 * MerkleHash.Length];
    private int _count;

    /// <summary>The number of leaves so far.</summary>
    public long Size { get; private set; }

    /// <summary>Reads an edge as <see cref="ToEdge"/> wrote it.</summary>
    /// <exception cref="FormatException">The number of hashes does not fit the size.</exception>
    public static CompactRange FromEdge(long size, ReadOnlySpan<byte> edge)
    {
        if (size < 0 || edge.Length != BitOperations.PopCount((ulong)size) * MerkleHash.Length)
        {
            throw new FormatException("The right edge of the log does not fit its size.");
        }

        var range = new CompactRange { Size = size, _count = edge.Length / MerkleHash.Length };
        edge.CopyTo(range._nodes);
        return range;
    }

    /// <summary>The hashes one after another, largest subtree first.</summary>
    public byte[] ToEdge() => _nodes[..(_count * MerkleHash.Length)];

    public void Append(ReadOnlySpan<byte> leafHash) => AppendSubtree(0, leafHash);

    /// <summary>Adds a complete subtree of 2^height leaves at the right; the size must be a multiple of that.</summary>
    public void AppendSubtree(int height, ReadOnlySpan<byte> root)
    {
        if ((Size & ((1L << height) - 1)) != 0)
        {
            throw new InvalidOperationException("A complete subtree fits only where the tree before it is a multiple of its size.");
        }

        root.CopyTo(At(_count++));
        for (var rest = Size >> height; (rest & 1) == 1; rest >>= 1)
        {
            MerkleHash.Node(At(_count - 2), At(_count - 1), At(_count - 2));
            _count--;
        }

        Size += 1L << height;
    }

    public byte[] Root()
    {
        if (_count == 0)
        {
            return MerkleHash.EmptyRoot();
        }

        var root = At(_count - 1).ToArray();
        for (var i = _count - 2; i >= 0; i--)
        {
            MerkleHash.Node(At(i), root, root);
        }

        return root;
    }

    private Span<byte> At(int index) => _nodes.AsSpan(index * MerkleHash.Length, MerkleHash.Length);
}

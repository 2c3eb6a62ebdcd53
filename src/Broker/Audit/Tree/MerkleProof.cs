using System.Numerics;

namespace ZioExchange.Broker.Audit.Tree;

/// <summary>Checks proofs as RFC 6962 section 2.1 and RFC 9162 section 2.1.3 describe them. Never throws on bad input: it is just not a proof.</summary>
public static class MerkleProof
{
    /// <summary>Is the leaf at this index in the tree of this size with this root?</summary>
    public static bool Includes(long index, long size, ReadOnlySpan<byte> leafHash, IReadOnlyList<byte[]> proof, ReadOnlySpan<byte> root)
    {
        if (index < 0 || index >= size || leafHash.Length != MerkleHash.Length || !WellFormed(proof))
        {
            return false;
        }

        var (node, last) = ((ulong)index, (ulong)size - 1);
        Span<byte> hash = stackalloc byte[MerkleHash.Length];
        leafHash.CopyTo(hash);
        foreach (var sibling in proof)
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                MerkleHash.Node(sibling, hash, hash);
                var up = (node & 1) == 1 ? 0 : BitOperations.TrailingZeroCount(node);   // at the right edge: skip levels without a sibling
                (node, last) = (node >> up, last >> up);
            }
            else
            {
                MerkleHash.Node(hash, sibling, hash);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && hash.SequenceEqual(root);
    }

    /// <summary>Is the tree of size1 a beginning of the tree of size2?</summary>
    public static bool IsConsistent(long size1, long size2, ReadOnlySpan<byte> root1, ReadOnlySpan<byte> root2, IReadOnlyList<byte[]> proof)
    {
        if (size1 < 0 || size1 > size2 || !WellFormed(proof))
        {
            return false;
        }

        if (size1 == size2)
        {
            return proof.Count == 0 && root1.SequenceEqual(root2) && (size1 > 0 || root1.SequenceEqual(MerkleHash.EmptyRoot()));
        }

        if (size1 == 0)
        {
            return false;   // everything begins with nothing, so nothing would be proved
        }

        // A complete subtree is its own first node, so its hash is left out of the proof.
        var whole = BitOperations.IsPow2(size1);
        if (proof.Count == 0 && !whole)
        {
            return false;
        }

        var start = BitOperations.TrailingZeroCount((ulong)size1);
        var (node, last) = (((ulong)size1 - 1) >> start, ((ulong)size2 - 1) >> start);
        Span<byte> old = stackalloc byte[MerkleHash.Length];
        Span<byte> hash = stackalloc byte[MerkleHash.Length];
        if (!(whole ? root1 : proof[0]).TryCopyTo(old))
        {
            return false;
        }

        old.CopyTo(hash);
        for (var i = whole ? 0 : 1; i < proof.Count; i++)
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                MerkleHash.Node(proof[i], old, old);
                MerkleHash.Node(proof[i], hash, hash);
                var up = (node & 1) == 1 || node == 0 ? 0 : BitOperations.TrailingZeroCount(node);
                (node, last) = (node >> up, last >> up);
            }
            else
            {
                MerkleHash.Node(hash, proof[i], hash);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && old.SequenceEqual(root1) && hash.SequenceEqual(root2);
    }

    private static bool WellFormed(IReadOnlyList<byte[]> proof) =>
        proof.Count <= 128 && proof.All(hash => hash.Length == MerkleHash.Length);
}

using System.Security.Cryptography;

namespace ZioExchange.Broker.Audit.Tree;

/// <summary>The hashes of RFC 6962 section 2.1: SHA-256, with one byte in front that keeps leaves and nodes apart.</summary>
public static class MerkleHash
{
    /// <summary>Bytes in a hash.</summary>
    public const int Length = 32;

    private const int StackLimit = 1024;

    /// <summary>The root of a tree without leaves: the hash of nothing.</summary>
    public static byte[] EmptyRoot() => SHA256.HashData([]);

    public static byte[] Leaf(ReadOnlySpan<byte> data)
    {
        var hash = new byte[Length];
        Leaf(data, hash);
        return hash;
    }

    public static void Leaf(ReadOnlySpan<byte> data, Span<byte> hash)
    {
        var input = data.Length < StackLimit ? stackalloc byte[data.Length + 1] : new byte[data.Length + 1];
        input[0] = 0x00;
        data.CopyTo(input[1..]);
        SHA256.HashData(input, hash);
    }

    /// <summary>The hash of a node over its two children; <paramref name="hash"/> may be one of them.</summary>
    public static void Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> hash)
    {
        Span<byte> input = stackalloc byte[1 + (2 * Length)];
        input[0] = 0x01;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + Length)..]);
        SHA256.HashData(input, hash);
    }

    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var hash = new byte[Length];
        Node(left, right, hash);
        return hash;
    }

    /// <summary>The root over a run of hashes of one height; their number is a power of two.</summary>
    public static byte[] PerfectRoot(ReadOnlySpan<byte> hashes)
    {
        var work = hashes.ToArray();
        for (var count = work.Length / Length; count > 1; count /= 2)
        {
            for (var i = 0; i < count / 2; i++)
            {
                var pair = work.AsSpan(2 * i * Length, 2 * Length);
                Node(pair[..Length], pair[Length..], work.AsSpan(i * Length, Length));
            }
        }

        return work[..Length];
    }
}

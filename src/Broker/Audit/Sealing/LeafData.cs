using System.Buffers.Text;
using System.Security.Cryptography;
using ZioExchange.Broker.Audit.Tree;

namespace ZioExchange.Broker.Audit.Sealing;

/// <summary>The public face of an entry: salted commitments, 32 bytes each, in the order columns, sealed, entry and, with an actor, actor.</summary>
/// <remarks>
/// The leaf of the tree is the RFC 6962 leaf hash over the canonical JSON of these (RFC 8785). <c>columns</c> is checked against the readable
/// columns, <c>sealed</c> against the ciphertexts (both without any key), <c>entry</c> and <c>actor</c> against the decrypted texts and their salts.
/// </remarks>
internal static class LeafData
{
    public const int SaltLength = 32;

    private const int Longest = 256;

    public static byte[] Commit(ReadOnlySpan<byte> saltAndText) => SHA256.HashData(saltAndText);

    /// <summary>A hash over both ciphertexts; of a fixed length each, so that nothing can move between them.</summary>
    public static void CommitSealed(ReadOnlySpan<byte> entry, byte[]? actor, Span<byte> hash)
    {
        Span<byte> both = stackalloc byte[2 * MerkleHash.Length];
        SHA256.HashData(entry, both);
        if (actor is null)
        {
            both[..MerkleHash.Length].CopyTo(hash);
            return;
        }

        SHA256.HashData(actor, both[MerkleHash.Length..]);
        SHA256.HashData(both, hash);
    }

    /// <summary>True for 96 or 128 bytes; anything else is not a commitment.</summary>
    public static bool IsCommitment(ReadOnlySpan<byte> commitment) => commitment.Length is 3 * MerkleHash.Length or 4 * MerkleHash.Length;

    /// <summary>The leaf's bytes, as an entry bundle serves them. Written in canonical form directly; a test compares with the canonicaliser.</summary>
    public static byte[] ToBytes(ReadOnlySpan<byte> commitment)
    {
        Span<byte> text = stackalloc byte[Longest];
        var length = 0;
        if (commitment.Length > 3 * MerkleHash.Length)
        {
            length = Put(text, length, "{\"actor\":\""u8, commitment[(3 * MerkleHash.Length)..]);
        }

        length = Put(text, length, length == 0 ? "{\"columns\":\""u8 : "\",\"columns\":\""u8, commitment[..MerkleHash.Length]);
        length = Put(text, length, "\",\"entry\":\""u8, commitment.Slice(2 * MerkleHash.Length, MerkleHash.Length));
        length = Put(text, length, "\",\"sealed\":\""u8, commitment.Slice(MerkleHash.Length, MerkleHash.Length));
        "\",\"v\":1}"u8.CopyTo(text[length..]);
        return text[..(length + "\",\"v\":1}"u8.Length)].ToArray();
    }

    private static int Put(Span<byte> text, int length, ReadOnlySpan<byte> name, ReadOnlySpan<byte> hash)
    {
        name.CopyTo(text[length..]);
        Base64.EncodeToUtf8(hash, text[(length + name.Length)..], out _, out var written);
        return length + name.Length + written;
    }
}

using System.Security.Cryptography;
using System.Text;
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
        var text = new StringBuilder(256).Append('{');
        if (commitment.Length > 3 * MerkleHash.Length)
        {
            text.Append("\"actor\":\"").Append(Convert.ToBase64String(commitment[(3 * MerkleHash.Length)..])).Append("\",");
        }

        text.Append("\"columns\":\"").Append(Convert.ToBase64String(commitment[..MerkleHash.Length]))
            .Append("\",\"entry\":\"").Append(Convert.ToBase64String(commitment.Slice(2 * MerkleHash.Length, MerkleHash.Length)))
            .Append("\",\"sealed\":\"").Append(Convert.ToBase64String(commitment.Slice(MerkleHash.Length, MerkleHash.Length)))
            .Append("\",\"v\":1}");

        return Encoding.ASCII.GetBytes(text.ToString());
    }
}

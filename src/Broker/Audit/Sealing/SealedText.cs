using System.Security.Cryptography;
using ZioExchange.Broker.Keys;

namespace ZioExchange.Broker.Audit.Sealing;

/// <summary>Opens what <see cref="PreparedEntry"/> sealed and checks it against the leaf.</summary>
internal static class SealedText
{
    public static ReadOnlySpan<byte> Context => "zio/log/entry/v1"u8;

    /// <summary>The canonical JSON, without its salt.</summary>
    /// <exception cref="CryptographicException">Another key, changed bytes, or a text that is not the one the leaf commits to.</exception>
    public static byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> blob, ReadOnlySpan<byte> commitment)
    {
        var text = SealedBox.Open(key, blob, Context);
        return text.Length >= LeafData.SaltLength && LeafData.Commit(text).AsSpan().SequenceEqual(commitment)
            ? text[LeafData.SaltLength..]
            : throw new CryptographicException("The text is not the one the log committed to.");
    }
}

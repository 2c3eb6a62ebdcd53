using System.Security.Cryptography;
using ZioExchange.Broker.Keys;

namespace ZioExchange.Broker.Audit.Sealing;

/// <summary>Opens what <see cref="PreparedEntry"/> sealed and checks it against the leaf.</summary>
internal static class SealedText
{
    private const byte LineEnd = (byte)'\n';

    public static ReadOnlySpan<byte> Context => "zio/log/entry/v1"u8;

    /// <summary>What is sealed: a salted text and, behind a line end (which canonical JSON never holds), a second one that the first names the hash of.</summary>
    public static byte[] Join(ReadOnlySpan<byte> shown, ReadOnlySpan<byte> withheld) => withheld.IsEmpty ? shown.ToArray() : [.. shown, LineEnd, .. withheld];

    /// <exception cref="CryptographicException">Another key, changed bytes, or a text that is not the one the leaf commits to.</exception>
    public static OpenedText Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> blob, ReadOnlySpan<byte> commitment)
    {
        ReadOnlyMemory<byte> text = SealedBox.Open(key, blob, Context);
        if (text.Length >= LeafData.SaltLength)
        {
            var end = text.Span[LeafData.SaltLength..].IndexOf(LineEnd);
            var shown = end < 0 ? text : text[..(LeafData.SaltLength + end)];
            var withheld = end < 0 ? default : text[(shown.Length + 1)..];
            if (LeafData.Commit(shown.Span).AsSpan().SequenceEqual(commitment)
                && (end < 0 || (withheld.Length >= LeafData.SaltLength && EntryJson.Names(shown.Span, Convert.ToBase64String(LeafData.Commit(withheld.Span))))))
            {
                return new(shown[..LeafData.SaltLength], shown[LeafData.SaltLength..], end < 0 ? (ReadOnlyMemory<byte>?)null : withheld[LeafData.SaltLength..]);
            }
        }

        throw new CryptographicException("The text is not the one the log committed to.");
    }
}

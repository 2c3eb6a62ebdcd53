using System.Security.Cryptography;

namespace ZioExchange.Broker.Audit.Sealing;

/// <summary>AES-256-GCM as one blob: 12 bytes nonce, the ciphertext, 16 bytes tag.</summary>
/// <remarks>Nonces are random: fine for far more than the 2^32 entries that one key of one year could ever get.</remarks>
internal static class AesSeal
{
    public const int KeyLength = 32;
    private const int Nonce = 12;
    private const int Tag = 16;

    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> context)
    {
        var blob = new byte[Nonce + plain.Length + Tag];
        RandomNumberGenerator.Fill(blob.AsSpan(0, Nonce));
        using var aes = new AesGcm(key, Tag);
        aes.Encrypt(blob.AsSpan(0, Nonce), plain, blob.AsSpan(Nonce, plain.Length), blob.AsSpan(Nonce + plain.Length), context);
        return blob;
    }

    public static byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> blob, ReadOnlySpan<byte> context)
    {
        if (blob.Length < Nonce + Tag)
        {
            throw new CryptographicException("The sealed text is too short.");
        }

        var plain = new byte[blob.Length - Nonce - Tag];
        using var aes = new AesGcm(key, Tag);
        aes.Decrypt(blob[..Nonce], blob[Nonce..^Tag], blob[^Tag..], plain, context);
        return plain;
    }
}

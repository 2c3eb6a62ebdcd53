using System.Security.Cryptography;

namespace ZioExchange.Broker.Keys;

/// <summary>Encrypts small things at rest: AES-256-GCM with a random nonce, bound to what the thing is by associated data.</summary>
/// <remarks>Form: 12 bytes nonce, 16 bytes tag, ciphertext. A box opened with other associated data does not open, so a row cannot be moved to another child.
/// Random nonces are fine for far more than the 2^32 boxes that any one key here could ever get.</remarks>
public static class SealedBox
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> boundTo)
    {
        var box = new byte[NonceLength + TagLength + plain.Length];
        var nonce = box.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, plain, box.AsSpan(NonceLength + TagLength), box.AsSpan(NonceLength, TagLength), boundTo);
        return box;
    }

    /// <exception cref="CryptographicException">Another key, other associated data, or a changed box.</exception>
    public static byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> box, ReadOnlySpan<byte> boundTo)
    {
        if (box.Length < NonceLength + TagLength)
        {
            throw new CryptographicException("The box is too short to hold anything.");
        }

        var plain = new byte[box.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(box[..NonceLength], box[(NonceLength + TagLength)..], box.Slice(NonceLength, TagLength), plain, boundTo);
        return plain;
    }
}

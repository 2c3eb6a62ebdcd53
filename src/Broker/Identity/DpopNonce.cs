using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace ZioExchange.Broker.Identity;

/// <summary>Nonces for DPoP proofs: a keyed hash of the five minutes they were given in, so that every node recognises them and none is stored.</summary>
/// <param name="key">32 bytes shared by all nodes of one broker.</param>
public sealed class DpopNonce(byte[] key)
{
    private const long SlotSeconds = 300;

    public string At(DateTimeOffset now) => Make(Slot(now));

    /// <summary>Accepts the nonce of this slot and of the one before, so that a nonce lives five to ten minutes.</summary>
    public bool IsCurrent(string nonce, DateTimeOffset now) => Equal(nonce, Make(Slot(now))) || Equal(nonce, Make(Slot(now) - 1));

    private static long Slot(DateTimeOffset now) => now.ToUnixTimeSeconds() / SlotSeconds;

    private static bool Equal(string left, string right) =>
        left.Length == right.Length && CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(left), System.Text.Encoding.ASCII.GetBytes(right));

    private string Make(long slot)
    {
        Span<byte> moment = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(moment, slot);
        return Base64UrlEncoder.Encode(HMACSHA256.HashData(key, moment));
    }
}

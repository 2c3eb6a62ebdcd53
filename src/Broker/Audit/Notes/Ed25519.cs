using System.Runtime.InteropServices;

namespace ZioExchange.Broker.Audit.Notes;

/// <summary>Ed25519 (RFC 8032) by the OpenSSL 3 libcrypto that .NET itself stands on. The only file that knows OpenSSL.</summary>
/// <remarks>
/// Stricter than OpenSSL: a public key or an R that is not encoded canonically, or is a point of low order, verifies nothing
/// (RFC 8032 sections 5.1.3 and 5.1.7; as libsodium does). OpenSSL itself refuses S outside the group order and multiplies without cofactor.
/// </remarks>
public static partial class Ed25519
{
    public const int SeedLength = 32;
    public const int PublicKeyLength = 32;
    public const int SignatureLength = 64;

    private const string Library = "libcrypto.so.3";
    private const int KeyType = 1087;   // NID_ED25519

    // The y coordinates of the points of low order, little-endian, without the sign of x: 0, 1, -1 and the two of order eight.
    private static readonly byte[][] LowOrder =
    [
        new byte[32],
        [1, .. new byte[31]],
        Convert.FromHexString("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
        Convert.FromHexString("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
        Convert.FromHexString("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
    ];

    /// <summary>The public key that belongs to a private seed.</summary>
    public static unsafe byte[] PublicKey(ReadOnlySpan<byte> seed)
    {
        var key = PrivateKey(seed);
        try
        {
            var publicKey = new byte[PublicKeyLength];
            nuint length = PublicKeyLength;
            fixed (byte* to = publicKey)
            {
                Demand(EVP_PKEY_get_raw_public_key(key, to, ref length));
            }

            return publicKey;
        }
        finally
        {
            EVP_PKEY_free(key);
        }
    }

    public static unsafe byte[] Sign(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> message)
    {
        var key = PrivateKey(seed);
        var context = EVP_MD_CTX_new();
        try
        {
            var signature = new byte[SignatureLength];
            nuint length = SignatureLength;
            Demand(EVP_DigestSignInit(context, 0, 0, 0, key));
            fixed (byte* to = signature, from = message)
            {
                Demand(EVP_DigestSign(context, to, ref length, from, (nuint)message.Length));
            }

            return signature;
        }
        finally
        {
            EVP_MD_CTX_free(context);
            EVP_PKEY_free(key);
        }
    }

    /// <summary>True when the signature is good; false for everything else, wrong lengths too.</summary>
    public static unsafe bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (publicKey.Length != PublicKeyLength || signature.Length != SignatureLength || !IsSound(publicKey) || !IsSound(signature[..32]))
        {
            return false;
        }

        nint key, context = 0;
        fixed (byte* raw = publicKey)
        {
            key = EVP_PKEY_new_raw_public_key(KeyType, 0, raw, PublicKeyLength);
        }

        try
        {
            if (key == 0 || (context = EVP_MD_CTX_new()) == 0 || EVP_DigestVerifyInit(context, 0, 0, 0, key) != 1)
            {
                return false;
            }

            fixed (byte* sign = signature, text = message)
            {
                return EVP_DigestVerify(context, sign, SignatureLength, text, (nuint)message.Length) == 1;
            }
        }
        finally
        {
            EVP_MD_CTX_free(context);
            EVP_PKEY_free(key);
            ERR_clear_error();   // a refusal leaves its reason in the thread's queue, where TLS would trip over it
        }
    }

    /// <summary>Is the encoding canonical (y below 2^255 - 19) and the point not of low order?</summary>
    private static bool IsSound(ReadOnlySpan<byte> point)
    {
        Span<byte> y = stackalloc byte[32];
        point.CopyTo(y);
        y[31] &= 0x7F;
        if (y[31] == 0x7F && y[0] >= 0xED && !y[1..31].ContainsAnyExcept((byte)0xFF))
        {
            return false;
        }

        foreach (var low in LowOrder)
        {
            if (y.SequenceEqual(low))
            {
                return false;
            }
        }

        return true;
    }

    private static unsafe nint PrivateKey(ReadOnlySpan<byte> seed)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(seed.Length, SeedLength);
        fixed (byte* raw = seed)
        {
            var key = EVP_PKEY_new_raw_private_key(KeyType, 0, raw, SeedLength);
            return key != 0 ? key : throw new InvalidOperationException("libcrypto made no Ed25519 key.");
        }
    }

    private static void Demand(int answer)
    {
        if (answer != 1)
        {
            ERR_clear_error();
            throw new InvalidOperationException("libcrypto refused an Ed25519 operation.");
        }
    }

    [LibraryImport(Library)]
    private static unsafe partial nint EVP_PKEY_new_raw_private_key(int type, nint engine, byte* key, nuint length);

    [LibraryImport(Library)]
    private static unsafe partial nint EVP_PKEY_new_raw_public_key(int type, nint engine, byte* key, nuint length);

    [LibraryImport(Library)]
    private static unsafe partial int EVP_PKEY_get_raw_public_key(nint key, byte* output, ref nuint length);

    [LibraryImport(Library)]
    private static partial void EVP_PKEY_free(nint key);

    [LibraryImport(Library)]
    private static partial nint EVP_MD_CTX_new();

    [LibraryImport(Library)]
    private static partial void EVP_MD_CTX_free(nint context);

    [LibraryImport(Library)]
    private static partial int EVP_DigestSignInit(nint context, nint keyContext, nint digest, nint engine, nint key);

    [LibraryImport(Library)]
    private static unsafe partial int EVP_DigestSign(nint context, byte* signature, ref nuint length, byte* message, nuint messageLength);

    [LibraryImport(Library)]
    private static partial int EVP_DigestVerifyInit(nint context, nint keyContext, nint digest, nint engine, nint key);

    [LibraryImport(Library)]
    private static unsafe partial int EVP_DigestVerify(nint context, byte* signature, nuint length, byte* message, nuint messageLength);

    [LibraryImport(Library)]
    private static partial void ERR_clear_error();
}

using System.Security.Cryptography;
using System.Text;
using ZioExchange.Broker.Audit.Sealing;

namespace ZioExchange.Broker.Keys;

/// <summary>The one secret an operator keeps: 32 random bytes from which every other key of the broker is derived or with which it is wrapped.</summary>
/// <remarks>Never printed. Derived keys are independent of each other (HKDF-SHA-256 with a label), so that none tells about another.</remarks>
public sealed class MasterKey : IMasterKey
{
    public const int Length = 32;

    private readonly byte[] _secret;
    private readonly byte[] _wrapping;
    private readonly byte[] _lookup;
    private readonly byte[] _logWrapping;
    private readonly byte[] _logTagging;

    public MasterKey(ReadOnlySpan<byte> secret)
    {
        if (secret.Length != Length)
        {
            throw new ArgumentException($"A master key has {Length} bytes.", nameof(secret));
        }

        _secret = secret.ToArray();
        _wrapping = Derive("wrapping");
        _lookup = Derive("lookup");
        _logWrapping = Derive("log/wrapping");
        _logTagging = Derive("log/tagging");
    }

    /// <summary>A key of its own for one use, the same on every node.</summary>
    public byte[] Derive(string label) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, Length, info: Encoding.ASCII.GetBytes("zioexchange/" + label));

    /// <summary>Wraps a key or secret, bound to the name of what it belongs to.</summary>
    public byte[] Wrap(ReadOnlySpan<byte> secret, string boundTo) => SealedBox.Seal(_wrapping, secret, Encoding.UTF8.GetBytes(boundTo));

    /// <exception cref="CryptographicException">Wrapped by another master key or for something else.</exception>
    public byte[] Unwrap(ReadOnlySpan<byte> wrapped, string boundTo) => SealedBox.Open(_wrapping, wrapped, Encoding.UTF8.GetBytes(boundTo));

    /// <summary>A keyed hash that finds a row without keeping what is looked for readable. Parts are length-prefixed, so they cannot run into each other.</summary>
    public byte[] Lookup(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _lookup);
        Span<byte> length = stackalloc byte[4];
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return hash.GetHashAndReset();
    }

    byte[] IMasterKey.Wrap(ReadOnlySpan<byte> key, ReadOnlySpan<byte> context) => SealedBox.Seal(_logWrapping, key, context);

    byte[] IMasterKey.Unwrap(ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> context) => SealedBox.Open(_logWrapping, wrapped, context);

    byte[] IMasterKey.Tag(string of) => HMACSHA256.HashData(_logTagging, Encoding.UTF8.GetBytes(of));

    public override string ToString() => "********";
}

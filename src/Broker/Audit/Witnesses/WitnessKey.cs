using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ZioExchange.Broker.Audit.Notes;

namespace ZioExchange.Broker.Audit.Witnesses;

/// <summary>The public key of a witness: <c>name+hash+base64</c> with algorithm 4, Ed25519 cosignatures (C2SP tlog-cosignature v1).</summary>
public sealed record WitnessKey
{
    private const byte CosignatureType = 0x04;

    private WitnessKey(string name, byte[] publicKey)
    {
        (Name, PublicKey) = (name, publicKey);
        Id = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', CosignatureType, .. publicKey]));
    }

    public string Name { get; }

    public ReadOnlyMemory<byte> PublicKey { get; }

    public uint Id { get; }

    /// <exception cref="FormatException">The name or the key cannot be a witness's.</exception>
    public static WitnessKey Create(string name, ReadOnlySpan<byte> publicKey) => VerifierKey.IsName(name) && publicKey.Length == Ed25519.PublicKeyLength
        ? new(name, publicKey.ToArray())
        : throw new FormatException("A witness key has a name without white space or plus sign, and 32 bytes of Ed25519 key.");

    public static bool TryParse(string? text, [NotNullWhen(true)] out WitnessKey? key)
    {
        key = null;
        var parts = (text ?? "").Trim().Split('+', 3);
        Span<byte> bytes = stackalloc byte[1 + Ed25519.PublicKeyLength];
        if (parts.Length == 3 && VerifierKey.IsName(parts[0]) && parts[2].Length <= 60 && Convert.TryFromBase64String(parts[2], bytes, out var length)
            && length == bytes.Length && bytes[0] == CosignatureType)
        {
            var candidate = new WitnessKey(parts[0], bytes[1..].ToArray());
            key = candidate.Id.ToString("x8", CultureInfo.InvariantCulture) == parts[1] ? candidate : null;
        }

        return key is not null;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}+{Id:x8}+{Convert.ToBase64String([CosignatureType, .. PublicKey.Span])}");
}

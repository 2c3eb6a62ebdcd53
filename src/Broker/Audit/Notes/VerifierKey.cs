using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ZioExchange.Broker.Audit.Notes;

/// <summary>The public key of a log or a witness, as people hand it to each other: <c>name+hash+base64</c> (C2SP signed-note).</summary>
public sealed record VerifierKey
{
    private const byte Ed25519Type = 0x01;

    private VerifierKey(string name, byte[] publicKey) => (Name, PublicKey, Id) = (name, publicKey, KeyId(name, publicKey));

    /// <summary>The log's origin. Never empty, no white space, no plus sign.</summary>
    public string Name { get; }

    public ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>The first four bytes of the hash over name, type and key: tells signatures apart, proves nothing.</summary>
    public uint Id { get; }

    /// <exception cref="FormatException">The name or the key cannot be in a signed note.</exception>
    public static VerifierKey Create(string name, ReadOnlySpan<byte> publicKey) =>
        IsName(name) && publicKey.Length == Ed25519.PublicKeyLength
            ? new(name, publicKey.ToArray())
            : throw new FormatException("A verifier key has a name without white space or plus sign, and 32 bytes of Ed25519 key.");

    /// <exception cref="FormatException">Not a verifier key, or its hash does not belong to its name and key.</exception>
    public static VerifierKey Parse(string text) => TryParse(text, out var key)
        ? key
        : throw new FormatException("This is not a verifier key. It looks like log.example.nl+1a2b3c4d+AbC...= and stands in the file log.vkey.");

    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out VerifierKey? key)
    {
        key = null;
        var parts = (text ?? "").Trim().Split('+', 3);   // base64 may hold a plus sign, a name may not
        Span<byte> bytes = stackalloc byte[1 + Ed25519.PublicKeyLength];
        if (parts.Length != 3 || !IsName(parts[0]) || parts[1].Length != 8
            || !uint.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id)
            || parts[2].Length > 60 || !Convert.TryFromBase64String(parts[2], bytes, out var length)
            || length != bytes.Length || bytes[0] != Ed25519Type)
        {
            return false;
        }

        var candidate = new VerifierKey(parts[0], bytes[1..].ToArray());
        key = candidate.Id == id ? candidate : null;
        return key is not null;
    }

    public bool Equals(VerifierKey? other) => other is not null && Name == other.Name && PublicKey.Span.SequenceEqual(other.PublicKey.Span);

    public override int GetHashCode() => HashCode.Combine(Name, Id);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}+{Id:x8}+{Convert.ToBase64String([Ed25519Type, .. PublicKey.Span])}");

    internal static bool IsName(string name) => name.Length is > 0 and <= 255 && !name.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || letter == '+');

    private static uint KeyId(string name, byte[] publicKey) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', Ed25519Type, .. publicKey]));
}

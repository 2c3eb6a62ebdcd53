using System.Globalization;
using System.Security.Cryptography;

namespace ZioExchange.Broker.Audit.Notes;

/// <summary>A signing key that the broker holds itself. As text: <c>PRIVATE+KEY+name+hash+base64</c>, the form public note tools read.</summary>
/// <remarks>The text is a secret: keep it in a file that only the broker can read. Printing the object shows the public key.</remarks>
public sealed class LogSigningKey : ILogSigner
{
    private const string Prefix = "PRIVATE+KEY+";
    private readonly byte[] _seed;

    private LogSigningKey(string origin, byte[] seed)
    {
        _seed = seed;
        Key = VerifierKey.Create(origin, Ed25519.PublicKey(seed));
    }

    public VerifierKey Key { get; }

    public static LogSigningKey Generate(string origin) => new(origin, RandomNumberGenerator.GetBytes(Ed25519.SeedLength));

    /// <exception cref="FormatException">Not a signing key, or its hash does not belong to it. The message never repeats the text.</exception>
    public static LogSigningKey Parse(string text)
    {
        var parts = text.Trim().Split('+', 5);
        var bytes = new byte[1 + Ed25519.SeedLength];
        if (parts.Length == 5 && text.StartsWith(Prefix, StringComparison.Ordinal) && VerifierKey.IsName(parts[2])
            && Convert.TryFromBase64String(parts[4], bytes, out var length) && length == bytes.Length && bytes[0] == 0x01)
        {
            var key = new LogSigningKey(parts[2], bytes[1..]);
            if (key.Key.Id.ToString("x8", CultureInfo.InvariantCulture) == parts[3])
            {
                return key;
            }
        }

        throw new FormatException("This is not a log signing key (PRIVATE+KEY+name+hash+base64).");
    }

    public byte[] Sign(ReadOnlySpan<byte> message) => Ed25519.Sign(_seed, message);

    /// <summary>The secret text, for the file that keeps it. Call it on purpose.</summary>
    public string Reveal() =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Key.Name}+{Key.Id:x8}+{Convert.ToBase64String([0x01, .. _seed])}");

    public override string ToString() => Key.ToString();
}

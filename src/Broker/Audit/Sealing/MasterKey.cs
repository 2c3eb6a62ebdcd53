using System.Security.Cryptography;
using System.Text;

namespace ZioExchange.Broker.Audit.Sealing;

/// <summary>A master key that the broker holds in memory, read from a file or an environment variable as base64 of 32 bytes.</summary>
public sealed class MasterKey : IMasterKey
{
    private readonly byte[] _wrapping;
    private readonly byte[] _tagging;

    private MasterKey(byte[] master)
    {
        // One key, two uses: each gets a key of its own, so that neither can stand in for the other.
        _wrapping = HMACSHA256.HashData(master, "zio/log/wrap/v1"u8);
        _tagging = HMACSHA256.HashData(master, "zio/log/tag/v1"u8);
    }

    /// <summary>Text for a new key file; the caller keeps it where only the broker can read it.</summary>
    public static string Generate() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(AesSeal.KeyLength));

    /// <exception cref="FormatException">Not base64 of 32 bytes. The message never repeats the text.</exception>
    public static MasterKey Parse(string text)
    {
        var bytes = new byte[AesSeal.KeyLength];
        return text.Trim().Length == 44 && Convert.TryFromBase64String(text.Trim(), bytes, out var length) && length == bytes.Length
            ? new(bytes)
            : throw new FormatException("A master key is the base64 form of 32 random bytes (44 characters).");
    }

    public byte[] Wrap(ReadOnlySpan<byte> key, ReadOnlySpan<byte> context) => AesSeal.Seal(_wrapping, key, context);

    public byte[] Unwrap(ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> context) => AesSeal.Open(_wrapping, wrapped, context);

    public byte[] Tag(string of) => HMACSHA256.HashData(_tagging, Encoding.UTF8.GetBytes(of));
}

using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using ZioExchange.Broker.Audit.Notes;

namespace ZioExchange.Broker.Audit.Witnesses;

/// <summary>A witness's signature with its moment under a checkpoint (C2SP tlog-cosignature v1).</summary>
public static class Cosignature
{
    private const int TimeLength = 8;

    /// <summary>The signature line, its newline too.</summary>
    /// <param name="text">The checkpoint without signatures.</param>
    public static string Sign(string text, WitnessKey key, ReadOnlySpan<byte> seed, DateTimeOffset at)
    {
        var signature = new byte[TimeLength + Ed25519.SignatureLength];
        BinaryPrimitives.WriteUInt64BigEndian(signature, (ulong)at.ToUnixTimeSeconds());
        Ed25519.Sign(seed, Message(text, (ulong)at.ToUnixTimeSeconds())).CopyTo(signature, TimeLength);
        return SignedNote.Line(key.Name, key.Id, signature);
    }

    /// <summary>When the witness signed this checkpoint; null when no good line of it is there.</summary>
    public static DateTimeOffset? SignedAt(SignedNote note, WitnessKey key)
    {
        foreach (var line in note.Signatures.Where(line => line.Name == key.Name && line.KeyId == key.Id && line.Signature.Length == TimeLength + Ed25519.SignatureLength))
        {
            var time = BinaryPrimitives.ReadUInt64BigEndian(line.Signature.Span);
            if (time <= (ulong)DateTimeOffset.MaxValue.ToUnixTimeSeconds() && Ed25519.Verify(key.PublicKey.Span, Message(note.Text, time), line.Signature.Span[TimeLength..]))
            {
                return DateTimeOffset.FromUnixTimeSeconds((long)time);
            }
        }

        return null;
    }

    private static byte[] Message(string text, ulong time) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {time}\n{text}"));
}

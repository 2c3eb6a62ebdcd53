using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ZioExchange.Broker.Audit.Tree;

namespace ZioExchange.Broker.Audit.Notes;

/// <summary>What a log says about itself at one moment: its name, how many entries it has and the root over them (C2SP tlog-checkpoint).</summary>
/// <param name="Origin">Names the log; the same for ever.</param>
/// <param name="Size">Number of entries.</param>
/// <param name="Root">RFC 6962 tree hash over them, 32 bytes.</param>
public sealed record Checkpoint(string Origin, long Size, ReadOnlyMemory<byte> Root)
{
    public string ToText() => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root.Span)}\n");

    public string SignWith(ILogSigner signer) => SignedNote.Sign(ToText(), signer);

    /// <summary>Reads a signed checkpoint of the log whose key is given.</summary>
    /// <param name="note">The whole note, signature lines too.</param>
    /// <param name="key">The verifier key from outside; its name must be the checkpoint's origin.</param>
    /// <param name="checkpoint">What the note says; null when it may not be believed.</param>
    /// <param name="fault">Why it may not be believed, in a sentence for people; null when it may.</param>
    public static bool TryOpen(
        string note, VerifierKey key, [NotNullWhen(true)] out Checkpoint? checkpoint, [NotNullWhen(false)] out string? fault)
    {
        checkpoint = null;
        fault = null;
        if (!SignedNote.TryParse(note, out var signed) || !TryParse(signed.Text, out var read))
        {
            fault = "This is not a signed checkpoint (C2SP tlog-checkpoint).";
        }
        else if (read.Origin != key.Name)
        {
            fault = $"This checkpoint is of the log {read.Origin}, not of {key.Name}.";
        }
        else if (!signed.IsSignedBy(key))
        {
            fault = $"The checkpoint over {read.Size} entries is not signed by the key of {key.Name}.";
        }
        else
        {
            checkpoint = read;
        }

        return checkpoint is not null;
    }

    /// <summary>Reads the text of a note. Proves nothing: see <see cref="TryOpen"/>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Checkpoint? checkpoint)
    {
        checkpoint = null;
        var lines = text.Split('\n');
        var root = new byte[MerkleHash.Length];
        if (lines.Length < 4 || lines[^1].Length != 0 || lines[..^1].Any(line => line.Length == 0)
            || !TryParseSize(lines[1], out var size)
            || lines[2].Length != 44 || !Convert.TryFromBase64String(lines[2], root, out var length) || length != root.Length)
        {
            return false;
        }

        checkpoint = new(lines[0], size, root);
        return true;
    }

    public bool Equals(Checkpoint? other) =>
        other is not null && Origin == other.Origin && Size == other.Size && Root.Span.SequenceEqual(other.Root.Span);

    public override int GetHashCode() => HashCode.Combine(Origin, Size);

    internal static bool TryParseSize(string text, out long size) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size) && (text[0] != '0' || text.Length == 1);
}

using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ZioExchange.Broker.Audit.Notes;

/// <summary>A text with signatures below it (C2SP signed-note). Ignore the text until a known key is checked.</summary>
public sealed class SignedNote
{
    // Sixteen signatures of the largest kind (post-quantum, 5 kB each) fit; a larger note is refused unread.
    private const int LargestNote = 128 * 1024;
    private const string Dash = "\u2014 ";

    private SignedNote(string text, IReadOnlyList<NoteSignature> signatures) => (Text, Signatures) = (text, signatures);

    /// <summary>Ends in a newline, which is part of what is signed.</summary>
    public string Text { get; }

    public IReadOnlyList<NoteSignature> Signatures { get; }

    public static bool TryParse(string note, [NotNullWhen(true)] out SignedNote? parsed)
    {
        parsed = null;
        var split = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (note.Length > LargestNote || split < 0 || note[^1] != '\n' || note.Any(letter => letter < ' ' && letter != '\n'))
        {
            return false;
        }

        var signatures = new List<NoteSignature>();
        foreach (var line in note[(split + 2)..].Split('\n')[..^1])
        {
            if (!TryParseSignature(line, out var signature))
            {
                return false;
            }

            signatures.Add(signature);
        }

        parsed = signatures.Count > 0 ? new(note[..(split + 1)], signatures) : null;
        return parsed is not null;
    }

    /// <summary>The whole note, signed by each key in order.</summary>
    public static string Sign(string text, params ReadOnlySpan<ILogSigner> signers)
    {
        var note = new StringBuilder(text).Append('\n');
        foreach (var signer in signers)
        {
            note.Append(Line(signer.Key.Name, signer.Key.Id, signer.Sign(Encoding.UTF8.GetBytes(text))));
        }

        return note.ToString();
    }

    /// <summary>One signature line, its newline too.</summary>
    internal static string Line(string name, uint keyId, ReadOnlySpan<byte> signature)
    {
        var bytes = new byte[4 + signature.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, keyId);
        signature.CopyTo(bytes.AsSpan(4));
        return $"{Dash}{name} {Convert.ToBase64String(bytes)}\n";
    }

    /// <summary>True when a line claims to be this key's; nothing is proved.</summary>
    public bool Claims(VerifierKey key) => Signatures.Any(signature => signature.Name == key.Name && signature.KeyId == key.Id);

    /// <summary>True when this key signed the text, and no line that claims to be this key's is false.</summary>
    public bool IsSignedBy(VerifierKey key)
    {
        var text = Encoding.UTF8.GetBytes(Text);
        var claims = Signatures.Where(signature => signature.Name == key.Name && signature.KeyId == key.Id).ToArray();

        // A line that stands there twice proves no more than once: a note full of it would take as many times the work.
        return claims.Length > 0 && Array.TrueForAll(claims, claim => claim.Signature.Span.SequenceEqual(claims[0].Signature.Span))
            && Ed25519.Verify(key.PublicKey.Span, text, claims[0].Signature.Span);
    }

    private static bool TryParseSignature(string line, [NotNullWhen(true)] out NoteSignature? signature)
    {
        signature = null;
        var space = line.LastIndexOf(' ');
        if (!line.StartsWith(Dash, StringComparison.Ordinal) || space <= Dash.Length || !VerifierKey.IsName(line[Dash.Length..space]))
        {
            return false;
        }

        var bytes = new byte[line.Length];
        if (!Convert.TryFromBase64String(line[(space + 1)..], bytes, out var length) || length < 5
            || Convert.ToBase64String(bytes, 0, length) != line[(space + 1)..])   // one spelling only
        {
            return false;
        }

        signature = new(line[Dash.Length..space], BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsMemory(4, length - 4));
        return true;
    }
}

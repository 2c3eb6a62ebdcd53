using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Tree;

namespace ZioExchange.Broker.Audit;

/// <summary>Proof that one entry is in the log, to keep and check offline: a C2SP tlog-proof file (<c>.tlog-proof</c>).</summary>
/// <param name="Index">The entry's place in the log, from 0.</param>
/// <param name="Hashes">From the leaf's sibling towards the root.</param>
/// <param name="CheckpointNote">The signed checkpoint the proof leads to, verbatim.</param>
/// <param name="Extra">The leaf's data (the commitments), so that the file stands on its own; not authenticated by itself. May be empty.</param>
public sealed record InclusionProof(long Index, IReadOnlyList<byte[]> Hashes, string CheckpointNote, ReadOnlyMemory<byte> Extra)
{
    private const string Head = "c2sp.org/tlog-proof@v1";

    public string ToText()
    {
        var text = new StringBuilder(Head).Append('\n');
        if (!Extra.IsEmpty)
        {
            text.Append("extra ").Append(Convert.ToBase64String(Extra.Span)).Append('\n');
        }

        text.Append(CultureInfo.InvariantCulture, $"index {Index}\n");
        foreach (var hash in Hashes)
        {
            text.Append(Convert.ToBase64String(hash)).Append('\n');
        }

        return text.Append('\n').Append(CheckpointNote).ToString();
    }

    public static bool TryParse(string text, [NotNullWhen(true)] out InclusionProof? proof)
    {
        proof = null;
        var split = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (split < 0)
        {
            return false;
        }

        var lines = new Queue<string>(text[..split].Split('\n'));
        if (lines.Dequeue() != Head || !TryReadExtra(lines, out var extra)
            || !lines.TryDequeue(out var place) || !place.StartsWith("index ", StringComparison.Ordinal) || place.Length == 6
            || !Checkpoint.TryParseSize(place[6..], out var index))
        {
            return false;
        }

        var hashes = new List<byte[]>();
        foreach (var line in lines)
        {
            var hash = new byte[MerkleHash.Length];
            if (line.Length != 44 || !Convert.TryFromBase64String(line, hash, out var length) || length != hash.Length || hashes.Count > 63)
            {
                return false;
            }

            hashes.Add(hash);
        }

        proof = new(index, hashes, text[(split + 2)..], extra);
        return true;
    }

    /// <summary>Is an entry with this leaf hash in the log that these keys belong to?</summary>
    public bool Proves(ReadOnlySpan<byte> leafHash, KeySuccession keys, [NotNullWhen(false)] out string? fault)
    {
        if (!keys.TryOpen(CheckpointNote, out var checkpoint, out fault))
        {
            return false;
        }

        fault = MerkleProof.Includes(Index, checkpoint.Size, leafHash, Hashes, checkpoint.Root.Span)
            ? null
            : $"The proof does not lead from entry {Index} to the signed root over {checkpoint.Size} entries.";
        return fault is null;
    }

    /// <summary>The same, for a log that has had one key.</summary>
    public bool Proves(ReadOnlySpan<byte> leafHash, VerifierKey key, [NotNullWhen(false)] out string? fault) => Proves(leafHash, KeySuccession.Of(key, []), out fault);

    private static bool TryReadExtra(Queue<string> lines, out byte[] extra)
    {
        extra = [];
        if (!lines.TryPeek(out var line) || !line.StartsWith("extra ", StringComparison.Ordinal))
        {
            return true;
        }

        lines.Dequeue();
        var bytes = new byte[line.Length];
        var good = Convert.TryFromBase64String(line[6..], bytes, out var length);
        extra = bytes[..length];
        return good;
    }
}

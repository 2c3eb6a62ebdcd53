using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Tree;

namespace ZioExchange.Broker.Audit.Witnesses;

/// <summary>What a log asks of a witness (C2SP tlog-witness): cosign this checkpoint, which continues the one over so many entries.</summary>
/// <param name="Old">Size that the witness cosigned last; 0 for none.</param>
/// <param name="Proof">Consistency proof from the old size; at most 63 hashes.</param>
/// <param name="Note">The signed checkpoint.</param>
public sealed record AddCheckpoint(long Old, IReadOnlyList<byte[]> Proof, string Note)
{
    public string ToText()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"old {Old}\n");
        foreach (var hash in Proof)
        {
            text.Append(Convert.ToBase64String(hash)).Append('\n');
        }

        return text.Append('\n').Append(Note).ToString();
    }

    public static bool TryParse(string text, [NotNullWhen(true)] out AddCheckpoint? request)
    {
        request = null;
        var split = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (split < 0 || text[..split].Split('\n') is not [var first, .. var lines] || lines.Length > 63
            || !first.StartsWith("old ", StringComparison.Ordinal) || first.Length == 4 || !Checkpoint.TryParseSize(first[4..], out var old))
        {
            return false;
        }

        var proof = new List<byte[]>();
        foreach (var line in lines)
        {
            var hash = new byte[MerkleHash.Length];
            if (line.Length != 44 || !Convert.TryFromBase64String(line, hash, out var length) || length != hash.Length)
            {
                return false;
            }

            proof.Add(hash);
        }

        request = new(old, proof, text[(split + 2)..]);
        return true;
    }
}

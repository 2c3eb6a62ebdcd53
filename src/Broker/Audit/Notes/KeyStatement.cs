using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ZioExchange.Broker.Audit.Notes;

/// <summary>"From this checkpoint on, that key signs": one rotation of a log's signing key, signed by the old key and by the new one.</summary>
/// <param name="From">Size of the checkpoint that carries both signatures.</param>
public sealed record KeyStatement(long From, VerifierKey Old, VerifierKey New)
{
    private const string Head = "zioexchange.nl/log-key-succession/v1";

    public string SignWith(ILogSigner oldKey, ILogSigner newKey) =>
        SignedNote.Sign(string.Create(CultureInfo.InvariantCulture, $"{Head}\n{New.Name}\n{Old}\n{New}\n{From}\n"), oldKey, newKey);

    /// <summary>Reads a statement whose two signatures hold, of two keys of one log.</summary>
    public static bool TryRead(string note, [NotNullWhen(true)] out KeyStatement? statement)
    {
        statement = null;
        if (SignedNote.TryParse(note, out var signed) && signed.Text.Split('\n') is [Head, var origin, var oldText, var newText, var size, ""]
            && VerifierKey.TryParse(oldText, out var oldKey) && VerifierKey.TryParse(newText, out var newKey) && Checkpoint.TryParseSize(size, out var from)
            && oldKey.Name == origin && newKey.Name == origin && !oldKey.Equals(newKey) && from > 0
            && signed.IsSignedBy(oldKey) && signed.IsSignedBy(newKey))
        {
            statement = new(from, oldKey, newKey);
        }

        return statement is not null;
    }
}

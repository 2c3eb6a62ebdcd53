using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;

namespace ZioExchange.Broker.Audit.Sealing;

/// <summary>What of an entry stands readable in the database, to search by. Bound to the leaf: a changed column is found without any key.</summary>
/// <remarks>
/// Moment is in UTC ticks of 100 ns. KeyId names the key of the child or of operations: who lacks the master key cannot tell which child,
/// and after erasure nobody can. ActorKeyId does the same for the actor. DestroyedKeys stands with erasures only: see <see cref="KeyNumbers"/>.
/// MadeKeys stands with the first entry of a key: see <see cref="MadeKey"/>.
/// </remarks>
internal sealed record LogColumns(
    long Moment, string Kind, string Outcome, string? Source, string? Recipient, string? Purpose, string? MatrixRow, string TraceId,
    long KeyId, long? ActorKeyId, string? DestroyedKeys = null, string? MadeKeys = null)
{
    public const int SaltLength = 16;
    private const int LongestText = 120;

    public static LogColumns Of(AuditEntry entry, long keyId, long? actorKeyId, string? destroyedKeys, string? madeKeys) => new(
        entry.Moment.UtcTicks, entry.Kind.ToString(), entry.Outcome.ToString(), Readable(entry.Source?.Value), Readable(entry.Recipient?.Value),
        Readable(entry.Purpose?.Code), Readable(entry.MatrixRow), entry.TraceId, keyId, actorKeyId, destroyedKeys, madeKeys);

    /// <summary>Salted hash over the canonical JSON of the columns (names in order, empty ones left out, numbers as text).</summary>
    public void Commit(ReadOnlySpan<byte> salt, Span<byte> hash)
    {
        var output = new ArrayBufferWriter<byte>(512);
        output.Write(salt);
        var columns = new CanonicalObject(output);
        columns.Text("actorKeyId"u8, ActorKeyId?.ToString(CultureInfo.InvariantCulture));
        columns.Text("destroyedKeys"u8, DestroyedKeys);
        columns.Text("keyId"u8, KeyId.ToString(CultureInfo.InvariantCulture));
        columns.Text("kind"u8, Kind);
        columns.Text("madeKeys"u8, MadeKeys);
        columns.Text("matrixRow"u8, MatrixRow);
        columns.Text("moment"u8, Moment.ToString(CultureInfo.InvariantCulture));
        columns.Text("outcome"u8, Outcome);
        columns.Text("purpose"u8, Purpose);
        columns.Text("recipient"u8, Recipient);
        columns.Text("source"u8, Source);
        columns.Text("traceId"u8, TraceId);
        columns.End();
        SHA256.HashData(output.WrittenSpan, hash);
    }

    /// <summary>A code as a column can hold it. A requester may send anything as a code; the sealed entry keeps it whole.</summary>
    private static string? Readable(string? code)
    {
        if (code is null)
        {
            return null;
        }

        var text = code.Length > LongestText ? code[..LongestText] : code;
        return string.Create(text.Length, text, (span, from) =>
        {
            for (var i = 0; i < from.Length; i++)
            {
                span[i] = from[i] is >= ' ' and <= '~' ? from[i] : '?';
            }
        });
    }
}

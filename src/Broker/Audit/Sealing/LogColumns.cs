using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;

namespace ZioExchange.Broker.Audit.Sealing;

/// <summary>What of an entry stands readable in the database, to search by. Bound to the leaf: a changed column is found without any key.</summary>
/// <remarks>
/// Moment is in UTC ticks of 100 ns. KeyId names the key of the child or of operations: who lacks the master key cannot tell which child,
/// and after erasure nobody can. ActorKeyId does the same for the actor. DestroyedKeys stands with erasures only: see <see cref="KeyNumbers"/>.
/// </remarks>
internal sealed record LogColumns(
    long Moment, string Kind, string Outcome, string? Source, string? Recipient, string? Purpose, string? MatrixRow, string TraceId,
    long KeyId, long? ActorKeyId, string? DestroyedKeys = null)
{
    public const int SaltLength = 16;
    private const int LongestText = 120;

    public static LogColumns Of(AuditEntry entry, long keyId, long? actorKeyId, string? destroyedKeys) => new(
        entry.Moment.UtcTicks, entry.Kind.ToString(), entry.Outcome.ToString(), Readable(entry.Source?.Value), Readable(entry.Recipient?.Value),
        Readable(entry.Purpose?.Code), Readable(entry.MatrixRow), entry.TraceId, keyId, actorKeyId, destroyedKeys);

    /// <summary>Salted hash over the canonical JSON of the columns (names in order, empty ones left out, numbers as text).</summary>
    public void Commit(ReadOnlySpan<byte> salt, Span<byte> hash)
    {
        var output = new ArrayBufferWriter<byte>(512);
        output.Write(salt);
        var open = "{"u8;
        foreach (var (name, value) in Members())
        {
            if (value is not null)
            {
                output.Write(open);
                CanonicalJson.WriteString(name, output);
                output.Write(":"u8);
                CanonicalJson.WriteString(value, output);
                open = ","u8;
            }
        }

        output.Write("}"u8);
        SHA256.HashData(output.WrittenSpan, hash);
    }

    private IEnumerable<(string Name, string? Value)> Members() =>
    [
        ("actorKeyId", ActorKeyId?.ToString(CultureInfo.InvariantCulture)),
        ("destroyedKeys", DestroyedKeys),
        ("keyId", KeyId.ToString(CultureInfo.InvariantCulture)),
        ("kind", Kind),
        ("matrixRow", MatrixRow),
        ("moment", Moment.ToString(CultureInfo.InvariantCulture)),
        ("outcome", Outcome),
        ("purpose", Purpose),
        ("recipient", Recipient),
        ("source", Source),
        ("traceId", TraceId),
    ];

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

using System.Security.Cryptography;
using ZioExchange.Broker.Keys;

namespace ZioExchange.Broker.Audit.Sealing;

/// <summary>An entry that is checked and written as canonical text, in the caller's own thread, so that the writer only has to seal it.</summary>
internal sealed class PreparedEntry
{
    // Paths and codes of the largest dossier stay far below; what is larger holds content, or is an attack.
    private const int LargestEntry = 60 * 1024;

    private PreparedEntry(AuditEntry entry, byte[] text, byte[]? actor) => (Entry, _text, _actor) = (entry, text, actor);

    private readonly byte[] _text;
    private readonly byte[]? _actor;

    public AuditEntry Entry { get; }

    /// <summary>The log epoch the entry belongs to: its calendar year in UTC.</summary>
    public int Epoch => Entry.Moment.UtcDateTime.Year;

    /// <exception cref="ArgumentException">The entry cannot be kept.</exception>
    public static PreparedEntry From(AuditEntry entry)
    {
        if (entry.TraceId is not { Length: 32 } trace || trace.Any(digit => digit is not (>= '0' and <= '9' or >= 'a' and <= 'f')) || trace.All(digit => digit == '0'))
        {
            throw new ArgumentException("A trace id is 32 lower-case hex digits, not all zero (W3C Trace Context).", nameof(entry));
        }

        if (!Enum.IsDefined(entry.Kind) || !Enum.IsDefined(entry.Outcome))
        {
            throw new ArgumentException("An entry has one of the known kinds and outcomes.", nameof(entry));
        }

        if (entry.Actor?.ClientKey is { } key)
        {
            entry = entry with { Details = new Dictionary<string, string>(entry.Details) { [AuditEntry.ClientKeyDetail] = key } };
        }

        var text = Salted(EntryJson.Write(entry));
        var actor = entry.Actor is null ? null : Salted(EntryJson.Write(entry.Actor));
        if (text.Length + (actor?.Length ?? 0) > LargestEntry)
        {
            throw new ArgumentException($"An entry is at most {LargestEntry / 1024} KiB as JSON. Log paths and codes, not content.", nameof(entry));
        }

        return new(entry, text, actor);
    }

    /// <summary>The row at a place in the log, sealed under the keys given.</summary>
    /// <param name="destroyed">The keys that this entry's step destroyed; null for all but erasures.</param>
    public LogRow Seal(long index, LogKey key, LogKey? actorKey, IReadOnlyCollection<long>? destroyed = null)
    {
        var columns = LogColumns.Of(Entry, key.Id, actorKey?.Id, destroyed is null ? null : KeyNumbers.Write(destroyed));
        var salt = RandomNumberGenerator.GetBytes(LogColumns.SaltLength);
        var entry = SealedBox.Seal(key.Bytes, _text, SealedText.Context);
        var actor = actorKey is null || _actor is null ? null : SealedBox.Seal(actorKey.Bytes, _actor, SealedText.Context);

        var commitment = new byte[32 * (_actor is null ? 3 : 4)];
        columns.Commit(salt, commitment);
        LeafData.CommitSealed(entry, actor, commitment.AsSpan(32, 32));
        LeafData.Commit(_text).CopyTo(commitment, 64);
        if (_actor is not null)
        {
            LeafData.Commit(_actor).CopyTo(commitment, 96);
        }

        return new(index, Tree.MerkleHash.Leaf(LeafData.ToBytes(commitment)), commitment, columns, salt, entry, actor);
    }

    private static byte[] Salted(byte[] text) => [.. RandomNumberGenerator.GetBytes(LeafData.SaltLength), .. text];
}

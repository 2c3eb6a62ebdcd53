using System.Buffers;
using System.Security.Cryptography;
using ZioExchange.Broker.Audit.Tree;
using ZioExchange.Broker.Keys;

namespace ZioExchange.Broker.Audit.Sealing;

/// <summary>An entry that is checked, written as canonical text and, where its keys are at hand, sealed: in the caller's own thread, so that the writer only writes.</summary>
internal sealed class PreparedEntry
{
    // Paths and codes of the largest dossier stay far below; what is larger holds content, or is an attack.
    private const int LargestEntry = 60 * 1024;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private const long Unplaced = -1;

    private PreparedEntry(AuditEntry entry, byte[] shown, byte[]? withheld, byte[]? actor) => (Entry, _shown, _withheld, _actor) = (entry, shown, withheld, actor);

    private readonly byte[] _shown;
    private readonly byte[]? _withheld;
    private readonly byte[]? _actor;
    private (LogKey Key, LogKey? ActorKey, LogRow Row)? _ahead;

    public AuditEntry Entry { get; }

    /// <summary>The log epoch the entry belongs to: its calendar year in UTC.</summary>
    public int Epoch => Entry.Moment.UtcDateTime.Year;

    /// <exception cref="ArgumentException">The entry cannot be kept.</exception>
    public static PreparedEntry From(AuditEntry entry)
    {
        if (entry.TraceId is not { Length: 32 } trace || trace.AsSpan().ContainsAnyExcept(HexDigits) || !trace.AsSpan().ContainsAnyExcept('0'))
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

        var withheld = EntryJson.WriteWithheld(entry) is { } hidden ? Salted(hidden) : null;
        var shown = Salted(EntryJson.Write(entry, withheld is null ? null : Convert.ToBase64String(LeafData.Commit(withheld))));
        var actor = entry.Actor is null ? null : Salted(EntryJson.Write(entry.Actor));
        if (shown.Length + (withheld?.Length ?? 0) + (actor?.Length ?? 0) > LargestEntry)
        {
            throw new ArgumentException($"An entry is at most {LargestEntry / 1024} KiB as JSON. Log paths and codes, not content.", nameof(entry));
        }

        return new(entry, shown, withheld, actor);
    }

    /// <summary>Seals it before its place is known. Counts only while these are the keys of the log; see <see cref="Seal"/>.</summary>
    public void SealAhead(LogKey key, LogKey? actorKey) => _ahead = (key, actorKey, Row(key, actorKey, null, null));

    /// <summary>The row at a place in the log, sealed under the keys given: what was sealed ahead under these very keys, else sealed now.</summary>
    /// <param name="destroyed">The keys that this entry's step destroyed; null for all but erasures.</param>
    /// <param name="made">The keys that were made for this entry; null or empty for most.</param>
    public LogRow Seal(long index, LogKey key, LogKey? actorKey, IReadOnlyCollection<long>? destroyed = null, IReadOnlyCollection<MadeKey>? made = null)
    {
        var row = destroyed is null && made is not { Count: > 0 } && _ahead is { } ahead && ReferenceEquals(ahead.Key, key) && ReferenceEquals(ahead.ActorKey, actorKey)
            ? ahead.Row
            : Row(key, actorKey, destroyed is null ? null : KeyNumbers.Write(destroyed), MadeKey.Write(made ?? []));
        return row with { Index = index };
    }

    private LogRow Row(LogKey key, LogKey? actorKey, string? destroyed, string? made)
    {
        var columns = LogColumns.Of(Entry, key.Id, actorKey?.Id, destroyed, made);
        var salt = RandomNumberGenerator.GetBytes(LogColumns.SaltLength);
        var entry = SealedBox.Seal(key.Bytes, SealedText.Join(_shown, _withheld), SealedText.Context);
        var actor = actorKey is null || _actor is null ? null : SealedBox.Seal(actorKey.Bytes, _actor, SealedText.Context);

        var commitment = new byte[MerkleHash.Length * (_actor is null ? 3 : 4)];
        columns.Commit(salt, commitment);
        LeafData.CommitSealed(entry, actor, commitment.AsSpan(MerkleHash.Length, MerkleHash.Length));
        SHA256.HashData(_shown, commitment.AsSpan(2 * MerkleHash.Length));
        if (_actor is not null)
        {
            SHA256.HashData(_actor, commitment.AsSpan(3 * MerkleHash.Length));
        }

        return new(Unplaced, MerkleHash.Leaf(LeafData.ToBytes(commitment)), commitment, columns, salt, entry, actor);
    }

    private static byte[] Salted(ReadOnlySpan<byte> text)
    {
        var salted = new byte[LeafData.SaltLength + text.Length];
        RandomNumberGenerator.Fill(salted.AsSpan(0, LeafData.SaltLength));
        text.CopyTo(salted.AsSpan(LeafData.SaltLength));
        return salted;
    }
}

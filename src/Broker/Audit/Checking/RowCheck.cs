using ZioExchange.Broker.Audit.Sealing;
using ZioExchange.Broker.Audit.Tree;

namespace ZioExchange.Broker.Audit;

/// <summary>Checks one row against its own leaf, without any key.</summary>
internal static class RowCheck
{
    /// <summary>Null when the row is what its leaf commits to; the leaf hash is written either way.</summary>
    public static LogFinding? Run(LogRow row, long expected, Span<byte> leafHash)
    {
        if (row.Index != expected)
        {
            return row.Index < expected
                ? LogFinding.Entry("ENTRY_CHANGED", expected, $"A row stands under number {row.Index}, where no entry can be.")
                : LogFinding.Entry("ENTRY_MISSING", expected, $"Entry {expected} is missing; the next one there is {row.Index}.");
        }

        if (!LeafData.IsCommitment(row.Commitment))
        {
            return LogFinding.Entry("ENTRY_CHANGED", expected, $"The commitment of entry {expected} is malformed.");
        }

        MerkleHash.Leaf(LeafData.ToBytes(row.Commitment), leafHash);
        if (!leafHash.SequenceEqual(row.LeafHash))
        {
            return LogFinding.Entry("ENTRY_CHANGED", expected, $"The commitment of entry {expected} does not fit its leaf hash.");
        }

        Span<byte> hash = stackalloc byte[MerkleHash.Length];
        row.Columns.Commit(row.ColumnSalt, hash);
        if (!hash.SequenceEqual(row.Commitment.AsSpan(0, 32)))
        {
            return LogFinding.Entry("COLUMN_CHANGED", expected, $"A readable column of entry {expected} was changed.");
        }

        LeafData.CommitSealed(row.Sealed, row.ActorSealed, hash);
        var hasActor = row.Commitment.Length > 96;
        if (!hash.SequenceEqual(row.Commitment.AsSpan(32, 32)) || hasActor != row.ActorSealed is not null || hasActor != row.Columns.ActorKeyId is not null)
        {
            return LogFinding.Entry("CONTENT_CHANGED", expected, $"The encrypted content of entry {expected}, or its record of the actor, was changed.");
        }

        return hasActor && row.ActorTraceId != row.Columns.TraceId
            ? LogFinding.Entry("COLUMN_CHANGED", expected, $"The record of the actor of entry {expected} has another trace id.")
            : null;
    }
}

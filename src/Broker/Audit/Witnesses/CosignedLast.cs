using ZioExchange.Broker.Audit.Notes;

namespace ZioExchange.Broker.Audit.Witnesses;

/// <summary>What was cosigned last of one log: the row of the database held against what this node keeps outside it.</summary>
/// <param name="Record">The newest that can be believed; null when nothing was cosigned, or nothing can be believed.</param>
/// <param name="IsChanged">Something else than a broker of this version changed, removed or set back the row.</param>
/// <param name="IsKnown">False when nobody can tell what was cosigned last: then nothing may be cosigned.</param>
internal sealed record CosignedLast(CosignedRecord? Record, bool IsChanged, bool IsKnown)
{
    /// <param name="row">Null when there is none.</param>
    /// <param name="kept">Read before the row; null when this node keeps nothing of that log.</param>
    /// <param name="keys">Of this broker's own log.</param>
    public static CosignedLast Of(CosignedRecord? row, CosignedRecord? kept, KeySuccession keys)
    {
        var standing = row?.Standing(keys);
        if (kept is null)
        {
            return standing is CosignedStanding.Changed ? new(null, true, false) : new(row, false, true);
        }

        if (row is null || standing is CosignedStanding.Changed || row.Size < kept.Size || row.Statement is null)
        {
            return new(kept, true, true);
        }

        if (row.Size == kept.Size)
        {
            // Both signed, and not the same: of that log two histories were cosigned.
            return row.Checkpoint!.Equals(kept.Checkpoint) ? new(row, false, true) : new(null, true, false);
        }

        return standing is CosignedStanding.Proven ? new(row, false, true) : new(kept, true, true);
    }
}

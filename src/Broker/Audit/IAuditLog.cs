namespace ZioExchange.Broker.Audit;

/// <summary>The append-only record of every event. Entries are leaves of one Merkle tree; a signed checkpoint covers them all.</summary>
public interface IAuditLog
{
    /// <summary>Writes one entry and returns once it is durable. Many callers share one commit.</summary>
    /// <param name="entry">What happened. At most 60 KiB when serialised; holds no dossier content.</param>
    /// <param name="step">Work that commits together with the entry, or refuses it; null for none.</param>
    /// <param name="ct">Stops the wait, not the write: a cancelled append may still be in the log.</param>
    /// <exception cref="AuditUnavailableException">The entry is not durable. The caller must not release any data.</exception>
    /// <exception cref="ArgumentException">The entry cannot be kept (malformed trace id, too large). Nothing was written.</exception>
    /// <remarks>Order: entries keep the order of the calls within one node, and so do those of one child. Source: NEN 7513:2018.</remarks>
    Task<AppendedEntry> AppendAsync(AuditEntry entry, ICommitStep? step, CancellationToken ct);
}

namespace ZioExchange.Broker.Audit.Sealing;

/// <summary>One row of log_entries, and of log_actors when there is an actor.</summary>
internal sealed record LogRow(
    long Index, byte[] LeafHash, byte[] Commitment, LogColumns Columns, byte[] ColumnSalt, byte[] Sealed, byte[]? ActorSealed)
{
    /// <summary>What log_actors says; set on reading only.</summary>
    public string? ActorTraceId { get; init; }
}

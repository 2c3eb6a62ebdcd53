namespace ZioExchange.Broker.Audit;

/// <summary>What a check of the whole log found.</summary>
/// <param name="Entries">Entries that were checked and are good.</param>
/// <param name="Finding">The first fault; null when the log is whole.</param>
public sealed record LogReport(long Entries, LogFinding? Finding)
{
    public bool Sound => Finding is null;

    /// <summary>The first entry that was read; above 0 when the check began at a checkpoint.</summary>
    public long From { get; init; }

    /// <summary>The checkpoint that a site publishes, with the lines of its witnesses; null for a database.</summary>
    public string? Published { get; init; }

    /// <summary>Signatures of stored checkpoints that were checked, and how many checkpoints there are.</summary>
    public (long Checked, long All) Signatures { get; init; }

    /// <summary>Lines of witnesses that were checked with a key that was given, and how many there are.</summary>
    public (long Checked, long All) Cosignatures { get; init; }

    /// <summary>Records of what this broker cosigned of other logs that carry a signature of this log's key, and how many there are.</summary>
    public (long Proven, long All) Witnessed { get; init; }
}

namespace ZioExchange.Broker.Audit;

/// <summary>What a check of the whole log found.</summary>
/// <param name="Entries">Entries that were checked and are good.</param>
/// <param name="Finding">The first fault; null when the log is whole.</param>
public sealed record LogReport(long Entries, LogFinding? Finding)
{
    public bool Sound => Finding is null;
}

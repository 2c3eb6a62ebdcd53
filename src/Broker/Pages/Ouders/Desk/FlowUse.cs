namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>How often data really went, from the log.</summary>
/// <param name="First">Null when nothing ever went.</param>
public sealed record FlowUse(int Times, DateTimeOffset? First, DateTimeOffset? Last)
{
    public static FlowUse Never { get; } = new(0, null, null);

    /// <summary>With one more, read newest first.</summary>
    public FlowUse With(DateTimeOffset moment) => new(Times + 1, moment, Last ?? moment);
}

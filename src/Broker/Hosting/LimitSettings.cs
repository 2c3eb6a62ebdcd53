namespace ZioExchange.Broker.Hosting;

/// <summary>How much one organisation, or one address, may do before it waits: sections <c>RateLimit</c> and <c>Push</c>. See docs/runbooks/overload.md.</summary>
public sealed record LimitSettings
{
    public int ApiPerMinute { get; init; } = 6_000;

    public int ExchangePerMinute { get; init; } = 120_000;

    public int TokensPerMinute { get; init; } = 6_000;

    /// <summary>Tokens, assertions and proofs of one address that may fail; a tenth of it for one client there.</summary>
    public int FailedChecksPerMinute { get; init; } = 600;

    /// <summary>Messages of one sender that may wait.</summary>
    public int MostWaitingPerSender { get; init; } = 2_000;

    /// <summary>Messages that may wait for one recipient.</summary>
    public int MostWaitingPerRecipient { get; init; } = 20_000;
}

namespace ZioExchange.Broker.Identity;

/// <summary>The clock of tokens and proofs: always the real one, because partners' own clocks cannot be pinned for a demonstration.</summary>
public sealed class IdentityClock(TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();
}

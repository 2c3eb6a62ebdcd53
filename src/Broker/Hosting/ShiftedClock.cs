namespace ZioExchange.Broker.Hosting;

/// <summary>A clock that started at a chosen moment and runs on from there: how a demonstration sees a birthday. Development only.</summary>
public sealed class ShiftedClock : TimeProvider
{
    private readonly TimeSpan _shift;

    public ShiftedClock(DateTimeOffset startsAt) => _shift = startsAt - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _shift;
}

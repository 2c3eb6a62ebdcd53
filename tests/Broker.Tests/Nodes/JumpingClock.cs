namespace ZioExchange.Broker.Tests.Nodes;

/// <summary>Two clocks, as a machine has them: one that can be set, and one that only goes on.</summary>
internal sealed class JumpingClock : TimeProvider
{
    private DateTimeOffset _wall = new(2020, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private long _ticks = 1;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _wall;

    public override long GetTimestamp() => _ticks;

    public void Pass(TimeSpan time) => (_wall, _ticks) = (_wall + time, _ticks + time.Ticks);

    public void Jump(TimeSpan by) => _wall += by;
}

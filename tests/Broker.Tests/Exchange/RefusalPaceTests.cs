using Xunit;
using ZioExchange.Broker.Exchange;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Tests.Exchange;

/// <summary>Refusals that took different work leave after the same time, whatever the machine can do.</summary>
public sealed class RefusalPaceTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(2.0, 2.6)]
    [InlineData(20.0, 25.5)]
    public async Task What_took_longer_leaves_at_the_same_time(double shorter, double longer)
    {
        var clock = new WorkClock();
        var pace = new RefusalPace(clock);
        for (var time = 0; time < 4_000; time++)
        {
            await AfterAsync(pace, clock, time % 2 == 0 ? shorter : longer);   // the beat finds what is usual
        }

        var (one, other) = (0.0, 0.0);
        for (var time = 0; time < 4_000; time++)
        {
            one += await AfterAsync(pace, clock, shorter);
            other += await AfterAsync(pace, clock, longer);
        }

        Assert.InRange(other / one, 0.98, 1.02);
        Assert.InRange(pace.Beat, longer * 1.8, longer * 2.6);
    }

    [Fact]
    public async Task Who_asks_about_unknown_children_only_does_not_make_the_beat_too_short_for_a_known_one()
    {
        var clock = new WorkClock();
        var pace = new RefusalPace(clock);
        for (var time = 0; time < 10_000; time++)
        {
            await AfterAsync(pace, clock, 10);
        }

        var (unknown, known) = (0.0, 0.0);
        for (var time = 0; time < 200; time++)
        {
            unknown += await AfterAsync(pace, clock, 10);
            known += await AfterAsync(pace, clock, time % 20 == 0 ? 14 : 10);
        }

        Assert.InRange(known / unknown, 0.98, 1.02);
    }

    [Fact]
    public async Task One_slow_answer_waits_for_the_next_beat_and_does_not_set_its_own()
    {
        var clock = new WorkClock();
        var pace = new RefusalPace(clock);
        Assert.InRange(await AfterAsync(pace, clock, 10.5), 19.5, 20.5);   // half a millisecond is rounded by chance
        Assert.InRange(pace.Beat, 10, 11);
    }

    [Fact]
    public async Task After_a_time_of_trouble_the_beat_is_soon_what_it_was()
    {
        var clock = new WorkClock();
        var pace = new RefusalPace(clock);
        for (var time = 0; time < 200; time++)
        {
            await AfterAsync(pace, clock, 1_000);
        }

        var slow = pace.Beat;
        for (var time = 0; time < 600; time++)
        {
            await AfterAsync(pace, clock, time % 2 == 0 ? 5 : 6);
        }

        Assert.Equal(500, slow);
        Assert.InRange(pace.Beat, 11, 15);
    }

    /// <returns>Milliseconds from question to answer.</returns>
    private static async Task<double> AfterAsync(RefusalPace pace, WorkClock clock, double work)
    {
        var since = clock.GetTimestamp();
        clock.Pass(work);
        await pace.WaitAsync(ConsentReasons.ConsentNotAvailable, since, Ct);
        return clock.GetElapsedTime(since).TotalMilliseconds;
    }

    /// <summary>Time that passes when a test says so, and at once when somebody waits for it.</summary>
    private sealed class WorkClock : TimeProvider
    {
        private long _ticks = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Pass(double milliseconds) => _ticks += (long)(milliseconds * TimeSpan.TicksPerMillisecond);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _ticks += Math.Max(0, dueTime.Ticks);
            return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}

using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Tests.Exchange;

namespace ZioExchange.Broker.Tests.Nodes;

/// <summary>A node whose wall clock jumps deletes nothing by date until the clock has run evenly for an hour.</summary>
public sealed class ClockJumpTests(ClockJumpTests.Host host) : IClassFixture<ClockJumpTests.Host>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_jump_of_a_day_is_doubted_for_an_hour_and_a_clock_that_runs_evenly_never(int days)
    {
        var clock = new JumpingClock();
        var watch = new ClockWatch(clock);
        clock.Pass(TimeSpan.FromDays(3));
        Assert.True(watch.IsEven());

        clock.Jump(TimeSpan.FromDays(days));
        Assert.False(watch.IsEven());
        clock.Pass(TimeSpan.FromMinutes(59));
        Assert.False(watch.IsEven());
        clock.Pass(TimeSpan.FromMinutes(1));
        Assert.True(watch.IsEven());
    }

    [Fact]
    public void The_way_back_is_a_jump_too()
    {
        var clock = new JumpingClock();
        var watch = new ClockWatch(clock);
        clock.Jump(TimeSpan.FromDays(1));
        Assert.False(watch.IsEven());
        clock.Pass(TimeSpan.FromMinutes(50));
        clock.Jump(TimeSpan.FromDays(-1));
        Assert.False(watch.IsEven());
        clock.Pass(TimeSpan.FromMinutes(50));
        Assert.False(watch.IsEven());
    }

    [Fact]
    public async Task Housekeeping_keeps_what_was_used_once_while_the_clock_is_doubted()
    {
        var services = (await host.StartAsync()).Services;
        await using var uses = new SingleUse(services.GetRequiredService<BrokerDatabase>());
        var clock = new JumpingClock();
        await uses.TryUseAsync("issuer", "jti", clock.GetUtcNow().AddMinutes(5), Ct);
        using var housekeeping = ActivatorUtilities.CreateInstance<Housekeeping>(services, new IdentityClock(clock), new ClockWatch(clock));

        clock.Jump(TimeSpan.FromDays(1));
        await housekeeping.RoundAsync(Ct);
        clock.Jump(TimeSpan.FromDays(-1));
        Assert.False(await uses.TryUseAsync("issuer", "jti", clock.GetUtcNow().AddMinutes(5), Ct));

        clock.Pass(TimeSpan.FromHours(2));
        await housekeeping.RoundAsync(Ct);   // finds the way back
        clock.Pass(TimeSpan.FromHours(2));
        await housekeeping.RoundAsync(Ct);
        Assert.True(await uses.TryUseAsync("issuer", "jti", clock.GetUtcNow().AddMinutes(5), Ct));
    }

    public sealed class Host : BrokerFixture
    {
        protected override Task<string[]> ArgumentsAsync() => Task.FromResult<string[]>([]);
    }

    /// <summary>Two clocks, as a machine has them: one that can be set, and one that only goes on.</summary>
    private sealed class JumpingClock : TimeProvider
    {
        private DateTimeOffset _wall = new(2020, 1, 1, 12, 0, 0, TimeSpan.Zero);
        private long _ticks = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => _wall;

        public override long GetTimestamp() => _ticks;

        public void Pass(TimeSpan time) => (_wall, _ticks) = (_wall + time, _ticks + time.Ticks);

        public void Jump(TimeSpan by) => _wall += by;
    }
}

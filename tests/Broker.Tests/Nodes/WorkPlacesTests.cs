using Xunit;
using ZioExchange.Broker.Hosting.Load;

namespace ZioExchange.Broker.Tests.Nodes;

public sealed class WorkPlacesTests
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(100);

    private readonly HandClock _clock = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_came_first_goes_first_and_nobody_waits_longer_than_the_longest_wait()
    {
        var places = Places(1);
        var held = (await places.EnterAsync(Ct))!;
        var first = places.EnterAsync(Ct).AsTask();
        var second = places.EnterAsync(Ct).AsTask();
        Assert.False(first.IsCompleted);

        held.Dispose();
        Assert.NotNull(await first);
        Assert.False(second.IsCompleted);

        _clock.Pass(LongestWait);
        Assert.Null(await second);
        Assert.Equal(1, places.AtWork);
    }

    [Fact]
    public async Task Who_would_wait_too_long_at_the_pace_of_late_is_refused_at_once()
    {
        var places = Places(1);
        await PaceAsync(places, TimeSpan.FromMilliseconds(40));
        using var held = await places.EnterAsync(Ct);
        var first = places.EnterAsync(Ct);
        var second = places.EnterAsync(Ct);

        Assert.False(first.IsCompleted);   // nobody before it: only the place is awaited
        Assert.True(second.IsCompleted);
        Assert.Null(await second);
        _clock.Pass(LongestWait);
        Assert.Null(await first);
    }

    [Fact]
    public async Task A_line_that_does_not_move_takes_nobody_more()
    {
        var places = Places(1);
        using var hangs = await places.EnterAsync(Ct);
        var first = places.EnterAsync(Ct);
        _clock.Pass(LongestWait * 0.6);

        var later = places.EnterAsync(Ct);

        Assert.False(first.IsCompleted);
        Assert.True(later.IsCompleted);
        Assert.Null(await later);
        _clock.Pass(LongestWait);
        Assert.Null(await first);
    }

    [Fact]
    public async Task A_request_leaves_its_place_only_while_all_its_branches_wait_and_comes_back_whoever_has_it()
    {
        var places = Places(1);
        using var asking = (await places.EnterAsync(Ct))!;
        asking.Take();
        var answers = new[] { new TaskCompletionSource(), new TaskCompletionSource() };
        async Task<int> ServeAsync(Task answer)
        {
            using var waiting = WorkPlace.Elsewhere();
            await answer;
            return 1;
        }

        var serving = WorkPlace.AllAsync<int>([() => ServeAsync(answers[0].Task), () => ServeAsync(answers[1].Task)]);
        using var between = await places.EnterAsync(Ct);
        Assert.Equal(1, places.AtWork);   // both wait

        answers[0].SetResult();
        answers[1].SetResult();
        await serving;
        Assert.Equal(2, places.AtWork);
        asking.Dispose();
        asking.Dispose();
        Assert.Equal(1, places.AtWork);
    }

    [Fact]
    public async Task Between_its_last_branch_and_what_comes_after_it_a_request_keeps_its_place()
    {
        var places = Places(1);
        using var asking = (await places.EnterAsync(Ct))!;
        asking.Take();
        var let = new TaskCompletionSource();
        async Task<int> ServeAsync()
        {
            await let.Task;
            return 1;
        }

        var serving = WorkPlace.AllAsync<int>([ServeAsync, ServeAsync]);
        var other = places.EnterAsync(Ct).AsTask();
        let.SetResult();
        await serving;

        Assert.Equal(1, places.AtWork);
        Assert.False(other.IsCompleted);
        asking.Dispose();
        using var after = await other;
        Assert.Equal(1, places.AtWork);
    }

    [Fact]
    public async Task A_caller_that_sends_slowly_holds_no_place()
    {
        var places = Places(1);
        using var asking = (await places.EnterAsync(Ct))!;
        asking.Take();
        var body = new TaskCompletionSource<int>();

        var reading = WorkPlace.WaitedAsync(new ValueTask<int>(body.Task));
        Assert.Equal(0, places.AtWork);

        body.SetResult(1);
        await reading;
        Assert.Equal(1, places.AtWork);
    }

    [Fact]
    public async Task A_caller_that_is_gone_leaves_the_line()
    {
        var places = Places(1);
        var held = (await places.EnterAsync(Ct))!;
        using var gone = new CancellationTokenSource();
        var first = places.EnterAsync(gone.Token).AsTask();
        var second = places.EnterAsync(Ct).AsTask();

        await gone.CancelAsync();
        Assert.Null(await first);
        held.Dispose();

        Assert.NotNull(await second);
    }

    private WorkPlaces Places(int atOnce) => new(atOnce, LongestWait, _clock);

    /// <summary>Lets so many go through, one after another, that the pace is known.</summary>
    private async Task PaceAsync(WorkPlaces places, TimeSpan each)
    {
        for (var i = 0; i < 100; i++)
        {
            var held = (await places.EnterAsync(Ct))!;
            var next = places.EnterAsync(Ct).AsTask();
            _clock.Pass(each);
            held.Dispose();
            (await next)!.Dispose();
        }
    }

    /// <summary>Time that passes when a test says so; what was to happen by then happens before it says no more.</summary>
    private sealed class HandClock : TimeProvider
    {
        private readonly List<HandTimer> _timers = [];
        private long _ticks = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Pass(TimeSpan time)
        {
            _ticks += time.Ticks;
            foreach (var timer in _timers.Where(timer => timer.Due <= _ticks).ToList())
            {
                _timers.Remove(timer);
                timer.Ring();
            }
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new HandTimer(() => callback(state), _ticks + dueTime.Ticks);
            _timers.Add(timer);
            return timer;
        }

        private sealed class HandTimer(Action ring, long due) : ITimer
        {
            private bool _off;

            public long Due => due;

            public void Ring()
            {
                if (!_off)
                {
                    ring();
                }
            }

            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose() => _off = true;

            public ValueTask DisposeAsync()
            {
                _off = true;
                return ValueTask.CompletedTask;
            }
        }
    }
}

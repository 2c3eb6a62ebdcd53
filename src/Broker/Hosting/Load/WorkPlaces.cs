namespace ZioExchange.Broker.Hosting.Load;

/// <summary>So many requests of programs at work at once, per node, and a line before them that is never longer than can be served in time.</summary>
/// <remarks>
/// A request is at work while it uses this node or its database, not while it waits for a source: one slow source takes no place from who asks another.
/// Nobody waits longer than <c>Load:LongestWaitMilliseconds</c> (1000). Who would wait half of that, by the pace at which places came free lately, is refused at
/// once, before anything is spent on it.
/// <c>Load:AtWork</c> is 16 a processor unless set.
/// </remarks>
public sealed class WorkPlaces(int atOnce, TimeSpan longestWait, TimeProvider clock)
{
    private const double Newest = 1 / 16.0;   // what one place that came free weighs in the pace
    private const double Margin = 2;          // a pace that halves must not keep those in line waiting for nothing

    private readonly Lock _counting = new();
    private readonly LinkedList<TaskCompletionSource> _line = [];
    private int _atWork;
    private double _between;   // milliseconds between two places that came free for the line
    private long _last;        // when the line last moved, or came to be

    public WorkPlaces(BrokerSettings settings, TimeProvider clock)
        : this(settings.Load.AtWork, settings.Load.LongestWait, clock)
    {
    }

    /// <summary>How many are at work now. More than the places, when many came back from their sources at the same time: who began is never sent away.</summary>
    public int AtWork
    {
        get
        {
            lock (_counting)
            {
                return _atWork;
            }
        }
    }

    /// <returns>A place to dispose when done; null when there is none in time.</returns>
    public async ValueTask<WorkPlace?> EnterAsync(CancellationToken ct)
    {
        LinkedListNode<TaskCompletionSource> waiting;
        lock (_counting)
        {
            if (_atWork < atOnce && _line.Count == 0)
            {
                _atWork++;
                return new WorkPlace(this);
            }

            if (WaitOfNext() * Margin > longestWait.TotalMilliseconds)
            {
                return null;
            }

            _last = _line.Count == 0 ? clock.GetTimestamp() : _last;
            waiting = _line.AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        await waiting.Value.Task.WaitAsync(longestWait, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_counting)
        {
            if (waiting.Value.Task.IsCompletedSuccessfully)
            {
                return new WorkPlace(this);
            }

            _line.Remove(waiting);
            return null;
        }
    }

    /// <summary>Comes back to work: waits for nobody, because what was spent on it would be lost.</summary>
    internal void ComeBack()
    {
        lock (_counting)
        {
            _atWork++;
        }
    }

    internal void Free()
    {
        lock (_counting)
        {
            _atWork--;
            while (_atWork < atOnce && _line.First is { } first)
            {
                var now = clock.GetTimestamp();
                _between += (clock.GetElapsedTime(_last, now).TotalMilliseconds - _between) * Newest;
                _last = now;
                _line.RemoveFirst();
                _atWork++;
                first.Value.SetResult();
            }
        }
    }

    /// <summary>In milliseconds. A line that does not move counts too: a database that hangs must not gather callers.</summary>
    private double WaitOfNext() => _line.Count == 0
        ? 0
        : Math.Max((_line.Count + 1) * _between, clock.GetElapsedTime(_last).TotalMilliseconds);
}

namespace ZioExchange.Broker.Hosting.Load;

/// <summary>The place of one request among those at work. It is free while every branch of the request waits elsewhere.</summary>
/// <remarks>The place follows the request by itself. Where there is none, as in pages and verbs, all of this does nothing.</remarks>
public sealed class WorkPlace : IDisposable
{
    private static readonly AsyncLocal<WorkPlace?> Ours = new();

    private readonly WorkPlaces _places;
    private int _branches = 1;
    private int _ended;

    internal WorkPlace(WorkPlaces places) => _places = places;

    /// <summary>Does several things side by side, each a branch of its own; who called goes on with the branch of the last one that is done, which so never leaves its place in between.</summary>
    public static Task<T[]> AllAsync<T>(IReadOnlyList<Func<Task<T>>> works)
    {
        var (place, left) = (Ours.Value, works.Count);
        for (var more = 1; more < works.Count; more++)
        {
            place?.Begin();
        }

        return Task.WhenAll(works.Select(BranchAsync));

        async Task<T> BranchAsync(Func<Task<T>> work)
        {
            try
            {
                return await work();
            }
            finally
            {
                if (Interlocked.Decrement(ref left) > 0)
                {
                    place?.End();
                }
            }
        }
    }

    /// <summary>From here on this branch only waits, for a source or for the time, until the result is disposed, once.</summary>
    public static IDisposable? Elsewhere()
    {
        Ours.Value?.End();
        return Ours.Value is { } place ? new Stretch(place) : null;
    }

    /// <summary>Waits elsewhere for what does not depend on this node: a caller that sends slowly holds no place.</summary>
    public static async ValueTask<T> WaitedAsync<T>(ValueTask<T> arriving)
    {
        if (arriving.IsCompleted)
        {
            return await arriving;
        }

        using var waiting = Elsewhere();
        return await arriving;
    }

    /// <summary>Gives the place back; the second time does nothing.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
        {
            End();
        }
    }

    /// <summary>Makes it the place of what is called from here.</summary>
    internal void Take() => Ours.Value = this;

    private void Begin()
    {
        if (Interlocked.Increment(ref _branches) == 1)
        {
            _places.ComeBack();
        }
    }

    private void End()
    {
        if (Interlocked.Decrement(ref _branches) == 0)
        {
            _places.Free();
        }
    }

    private sealed class Stretch(WorkPlace place) : IDisposable
    {
        public void Dispose() => place.Begin();
    }
}

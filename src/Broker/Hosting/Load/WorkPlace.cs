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

    /// <summary>From here on the request is one branch more at work, until the result is disposed, once.</summary>
    public static IDisposable? Branch()
    {
        Ours.Value?.Begin();
        return Ours.Value is { } place ? new Stretch(place, atWork: true) : null;
    }

    /// <summary>From here on this branch only waits, for a source or for the time, until the result is disposed, once.</summary>
    public static IDisposable? Elsewhere()
    {
        Ours.Value?.End();
        return Ours.Value is { } place ? new Stretch(place, atWork: false) : null;
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

    private sealed class Stretch(WorkPlace place, bool atWork) : IDisposable
    {
        public void Dispose()
        {
            if (atWork)
            {
                place.End();
            }
            else
            {
                place.Begin();
            }
        }
    }
}

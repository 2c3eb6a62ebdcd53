namespace ZioExchange.Broker.Hosting;

/// <summary>Whether the wall clock may be believed for what cannot be undone: deleting by date.</summary>
/// <remarks>
/// A clock that stands a day ahead for a minute would make a node forget what was used once and which sessions ended, and empty messages and exports that still wait; when it stands right
/// again, what was used would count again and the rest would be gone for all nodes. The monotonic clock of the machine does not jump with it: where the two part, in either direction, nothing
/// is deleted for an hour. What a node decides with a wrong clock it refuses anyway, and tokens and proofs look at the wall clock alone.
/// </remarks>
public sealed class ClockWatch(TimeProvider clock)
{
    private static readonly TimeSpan MostDrift = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Doubted = TimeSpan.FromHours(1);

    private readonly Lock _looking = new();
    private DateTimeOffset _wall = clock.GetUtcNow();
    private long _ticks = clock.GetTimestamp();
    private long? _jumped;

    /// <returns>False within an hour after a jump, the look that finds it included.</returns>
    public bool IsEven()
    {
        lock (_looking)
        {
            var (wall, ticks) = (clock.GetUtcNow(), clock.GetTimestamp());
            if ((wall - _wall - clock.GetElapsedTime(_ticks, ticks)).Duration() > MostDrift)
            {
                _jumped = ticks;
            }

            (_wall, _ticks) = (wall, ticks);
            _jumped = _jumped is { } since && clock.GetElapsedTime(since, ticks) < Doubted ? since : null;
            return _jumped is null;
        }
    }
}

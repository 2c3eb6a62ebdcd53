using ZioExchange.Broker.Hosting.Load;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Exchange;

/// <summary>Lets refusals that must not be told apart leave on one beat: that the broker had more to do for a child it knows does not show in the time.</summary>
/// <remarks>
/// A known child costs more work than an unknown one: facts to open, a decision per source, an entry in the log for each. The beat is twice
/// as long as nearly all refusals took lately: so also for who asks about nobody but unknown children and then about one that is known. One that took longer
/// waits for the next. It is counted from the moment the question was read. What stays measurable is the rare one that misses its beat.
/// </remarks>
public sealed class RefusalPace(TimeProvider clock)
{
    // The steps of an estimate of the 99th percentile: up by a hundred times what it goes down by.
    private const double Up = 1.05;
    private const double Down = 1 - (0.05 / 99);

    // So many in a row under the estimate mean that the machine was in trouble and is no longer: then it goes down quickly, or each refusal of a quiet day would still wait for it.
    private const int Quiet = 300;
    private const double QuickDown = 0.98;
    private const double Shortest = 2;
    private const double Longest = 250;
    private const double Margin = 2;

    private readonly Lock _counting = new();
    private double _usual = 5;
    private int _under;

    /// <summary>How long the beat is now, in milliseconds.</summary>
    public double Beat
    {
        get
        {
            lock (_counting)
            {
                return _usual * Margin;
            }
        }
    }

    /// <summary>Waits for the beat when the refusal is one that may not be told apart; any other leaves at once.</summary>
    /// <param name="since">When the question was read (<see cref="TimeProvider.GetTimestamp"/>).</param>
    public async Task WaitAsync(Reason refusal, long since, CancellationToken ct)
    {
        if (refusal != ConsentReasons.ConsentNotAvailable)
        {
            return;
        }

        var worked = clock.GetElapsedTime(since).TotalMilliseconds;
        var left = LeftOf(Observe(worked), worked);

        // A timer counts whole milliseconds. Rounded up or down by chance, the mean does not say what was rounded.
        var whole = (int)left + (Random.Shared.NextDouble() < left - (int)left ? 1 : 0);
        using var waiting = WorkPlace.Elsewhere();
        await Task.Delay(TimeSpan.FromMilliseconds(whole), clock, ct);
    }

    private static double LeftOf(double beat, double worked) => (Math.Ceiling(worked / beat) * beat) - worked;

    /// <returns>The beat as it was before: no answer sets its own.</returns>
    private double Observe(double worked)
    {
        lock (_counting)
        {
            var before = _usual;
            _under = worked > before ? 0 : _under + 1;
            _usual = Math.Clamp(before * (_under == 0 ? Up : _under > Quiet ? QuickDown : Down), Shortest, Longest);
            return before * Margin;
        }
    }
}

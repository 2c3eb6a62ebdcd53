namespace ZioExchange.Broker.Hosting;

/// <summary>Runs what a node does by itself, time after time. A round that fails costs that round and never the node: the next one tries again.</summary>
internal static class Rounds
{
    // After a failure no sooner than this, however short the pause: a database that is away is not asked, and the operator not told, each second.
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    /// <summary>Rounds with a pause between, until <paramref name="ct"/> ends; then it returns without an exception.</summary>
    /// <param name="failed">Hears of each fault, whatever it is.</param>
    /// <param name="atOnce">Whether the first round waits for nothing; otherwise a pause goes before it.</param>
    public static async Task RunAsync(TimeSpan pause, Func<CancellationToken, Task> round, Action<Exception> failed, CancellationToken ct, bool atOnce = false)
    {
        for (var wait = atOnce ? TimeSpan.Zero : pause; await WaitedAsync(wait, ct);)
        {
            wait = pause;
            try
            {
                await round(ct);
            }
            catch (Exception fault) when (!ct.IsCancellationRequested)
            {
                failed(fault);
                wait = pause > AfterFailure ? pause : AfterFailure;
            }
            catch (Exception)
            {
                return;   // the node stops; what the round left is for the next one
            }
        }
    }

    private static async Task<bool> WaitedAsync(TimeSpan pause, CancellationToken ct)
    {
        await Task.Delay(pause, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !ct.IsCancellationRequested;
    }
}

namespace ZioExchange.Testing;

/// <summary>Waits for what happens in the background, and fails by name when it does not: a lost message may not cost the whole run its time.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <param name="happened">Asked again and again until it says yes.</param>
    /// <param name="what">What was waited for, in the failure.</param>
    /// <exception cref="TimeoutException">It did not happen in 90 seconds, many times what a busy machine needs.</exception>
    public static async Task TrueAsync(Func<Task<bool>> happened, string what, CancellationToken ct)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await happened())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                throw new TimeoutException($"Waited {Patience.TotalSeconds} s in vain for {what}.");
            }

            await Task.Delay(Pause, ct);
        }
    }
}

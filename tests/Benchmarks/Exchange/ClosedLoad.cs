using System.Collections.Concurrent;
using System.Diagnostics;

namespace ZioExchange.Benchmarks.Exchange;

/// <summary>So many callers, each with one request at a time, for so many seconds.</summary>
internal static class ClosedLoad
{
    /// <param name="send">True when the answer was the good one; anything else ends the run with a finding.</param>
    public static async Task<LoadSeen> RunAsync(int callers, double seconds, Func<Task<bool>> send)
    {
        var times = new ConcurrentBag<double>();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (watch.Elapsed.TotalSeconds < seconds)
            {
                var started = Stopwatch.GetTimestamp();
                if (!await send())
                {
                    return;   // what was prepared ran out
                }

                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        })));
        var took = watch.Elapsed.TotalSeconds;
        var sorted = times.Order().ToArray();
        return sorted.Length == 0 ? throw new FoundException("Nothing was answered.") : new LoadSeen(sorted.Length, sorted.Length / took, sorted[sorted.Length / 2], sorted[(int)(sorted.Length * 0.99)]);
    }
}

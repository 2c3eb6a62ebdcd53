using System.Diagnostics;

namespace ZioExchange.Benchmarks;

/// <summary>How fast something goes, over nine rounds.</summary>
internal static class Pace
{
    /// <summary>The policy, tables and lists, beside the program.</summary>
    public static string Schemas => Path.Combine(AppContext.BaseDirectory, "schemas");

    /// <returns>Millions a second of what <paramref name="amount"/> counts (bytes give MB/s), slowest round first.</returns>
    public static double[] Rounds(double amount, Action once)
    {
        var rounds = new double[9];
        for (var round = 0; round < rounds.Length; round++)
        {
            var started = Stopwatch.GetTimestamp();
            var times = 0;
            while (Stopwatch.GetElapsedTime(started) < TimeSpan.FromMilliseconds(400))
            {
                once();
                times++;
            }

            rounds[round] = amount * times / 1e6 / Stopwatch.GetElapsedTime(started).TotalSeconds;
        }

        Array.Sort(rounds);
        return rounds;
    }
}

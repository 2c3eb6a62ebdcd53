using System.Diagnostics;
using System.Globalization;
using ZioExchange.Benchmarks.Log;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Benchmarks.Attacks;

/// <summary>Identifiers of assertions and proofs sent again and again to two nodes that restart in between: each counts once, and every one the first time.</summary>
internal static class ReplayRun
{
    private const int Batch = 2_000;
    private const int Callers = 64;

    /// <param name="signed">How many signed documents are sent over HTTP after that.</param>
    /// <exception cref="FoundException">An identifier was accepted twice, or never.</exception>
    public static async Task RunAsync(int replays, string provider, int signed, TextWriter output)
    {
        await using var place = await BenchDatabase.CreateAsync(Enum.Parse<DatabaseProvider>(provider, ignoreCase: true));
        var (sent, first, watch, until) = (0, 0, Stopwatch.StartNew(), DateTimeOffset.UtcNow.AddHours(1));
        for (var round = 0; sent < replays; round++)
        {
            var accepted = new int[Batch];
            for (var restart = 0; restart < 3; restart++)
            {
                await using var one = new SingleUse(place.Database);
                await using var other = new SingleUse(place.Database);
                var next = -1;
                await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
                {
                    for (var n = Interlocked.Increment(ref next); n < Batch * 4; n = Interlocked.Increment(ref next))
                    {
                        var node = (n + caller) % 2 == 0 ? one : other;
                        if (await node.TryUseAsync("dpop:key", $"{round}-{n % Batch}", until, CancellationToken.None))
                        {
                            Interlocked.Increment(ref accepted[n % Batch]);
                        }
                    }
                })));
                sent += Batch * 4;
            }

            if (Array.FindIndex(accepted, times => times != 1) is >= 0 and var wrong)
            {
                throw new FoundException($"Identifier {round}-{wrong} was accepted {accepted[wrong]} times.");
            }

            first += Batch;
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {sent} uses of {first} identifiers over two nodes and restarts on {provider}: each accepted once; {sent / watch.Elapsed.TotalSeconds:F0}/s"));
        await SignedReplays.RunAsync(signed, place.Database, output);
    }
}

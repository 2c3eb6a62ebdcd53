using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Benchmarks.Exchange;

/// <summary>The best goodput of a closed load, then ten times that from callers who do not wait for one another; in turns, and whether it recovers.</summary>
/// <remarks>
/// Goodput counts whole dossiers: 200, with all four sources. Driver, stubs, broker and database share the processors, so what the driver and the refusals
/// take is taken from the goodput too; the driver sends bytes that were made before over raw sockets. Only proofs of refused requests are sent again: they were not looked at.
/// </remarks>
internal static class OverloadBenchmark
{
    private const int MostConnections = 2000;
    private static readonly int[] Callers = [8, 16, 32, 64];

    public static async Task RunAsync(int times, int rounds, int seconds, TextWriter output)
    {
        await using var scene = await ExchangeScene.StartAsync(DatabaseProvider.Postgres);
        using var http = new HttpClient();
        var partner = scene.Partner(http);
        await ExchangeBenchmark.AskAsync(scene, http, partner, await partner.TokenAsync(CancellationToken.None));
        var load = new PreparedLoad(scene, partner);
        var whole = await load.WholeAsync();
        var expected = 300.0;
        foreach (var callers in Callers)
        {
            expected = Math.Max(expected, (await ClosedAsync(load, scene, callers, seconds, expected * 2, whole)).Rate);   // warms up too
        }

        var medians = new Medians();
        for (var round = 0; round < rounds; round++)
        {
            var best = 0.0;
            foreach (var callers in Callers)
            {
                var closed = await ClosedAsync(load, scene, callers, seconds, expected * 2, whole);
                medians.Add(string.Create(CultureInfo.InvariantCulture, $"closed, {callers} callers"), closed.Rate);
                (best, expected) = (Math.Max(best, closed.Rate), Math.Max(best, closed.Rate));
            }

            var open = await OpenAsync(load, scene, best * times, seconds, whole);
            var after = await ClosedAsync(load, scene, 16, 1, expected * 2, whole);
            foreach (var (name, value) in new[]
            {
                ("best", best), ("offered", open.Offered), ("goodput", open.Good), ("goodput : best", open.Good / best), ("refused", open.Refused), ("other answers", open.Other),
                ("refusal median ms", open.RefusalMedian), ("refusal p99 ms", open.RefusalP99), ("dossier median ms", open.GoodMedian), ("dossier p99 ms", open.GoodP99), ("second after : best", after.Rate / best),
            })
            {
                medians.Add(name, value);
            }
        }

        foreach (var name in medians.Names)
        {
            var (least, most) = medians.Spread(name);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {name,-22} {medians.Of(name),9:F2}  ({least:F2} to {most:F2})"));
        }
    }

    private static async Task<LoadSeen> ClosedAsync(PreparedLoad load, ExchangeScene scene, int callers, int seconds, double rate, int whole)
    {
        await load.PrepareAsync((int)(rate * seconds));
        var connections = new ConcurrentBag<RawConnection>(Enumerable.Range(0, callers).Select(_ => RawConnection.Open(scene.Address)));
        var seen = await ClosedLoad.RunAsync(callers, seconds, async () =>
        {
            var connection = connections.TryTake(out var one) ? one : throw new FoundException("A caller has no connection.");
            while (load.TryTake(out var request))
            {
                var (status, bytes) = await connection.AskAsync(request);
                if (status == 200 && bytes >= whole)
                {
                    connections.Add(connection);
                    return true;
                }

                if (status != 503)
                {
                    throw new FoundException($"A dossier was answered with {status} and {bytes} bytes, where a whole one has {whole}.");
                }

                load.GiveBack(request);
            }

            return false;
        });
        foreach (var connection in connections)
        {
            connection.Dispose();
        }

        return seen;
    }

    private static async Task<OpenSeen> OpenAsync(PreparedLoad load, ExchangeScene scene, double rate, int seconds, int whole)
    {
        await load.PrepareAsync((int)(rate / 5 * seconds) + MostConnections);   // a fifth of them is twice the best
        var idle = new ConcurrentStack<RawConnection>();
        var (good, refused, other) = (new ConcurrentBag<double>(), new ConcurrentBag<double>(), 0);
        var (all, sent, running, within) = (new List<RawConnection>(), 0L, 0, true);
        var watch = Stopwatch.StartNew();
        var pacing = Task.Factory.StartNew(Pace, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        void Pace()
        {
            for (; watch.Elapsed.TotalSeconds < seconds; sent++)
            {
                for (var early = (sent / rate) - watch.Elapsed.TotalSeconds; early > 0; early = (sent / rate) - watch.Elapsed.TotalSeconds)
                {
                    Thread.Sleep(early > 0.002 ? 1 : 0);
                }

                if (!idle.TryPop(out var connection))
                {
                    if (all.Count == MostConnections)
                    {
                        continue;   // offered, and not even connected
                    }

                    all.Add(connection = RawConnection.Open(scene.Address));
                }

                if (!load.TryTake(out var request))
                {
                    throw new FoundException("What was prepared ran out.");
                }

                Interlocked.Increment(ref running);
                _ = OneAsync(connection, request);
            }
        }

        await pacing;   // its faults end the run
        var took = watch.Elapsed.TotalSeconds;
        within = false;
        for (var patience = Stopwatch.StartNew(); Volatile.Read(ref running) > 0 && patience.Elapsed.TotalSeconds < 30;)
        {
            await Task.Delay(20);
        }

        all.ForEach(connection => connection.Dispose());
        var (whenGood, whenRefused) = (good.Order().ToArray(), refused.Order().ToArray());
        return new OpenSeen(
            sent / took, whenGood.Length / took, whenRefused.Length / took, other / took,
            At(whenGood, 0.5), At(whenGood, 0.99), At(whenRefused, 0.5), At(whenRefused, 0.99));

        async Task OneAsync(RawConnection connection, ReadOnlyMemory<byte> request)
        {
            try
            {
                var started = Stopwatch.GetTimestamp();
                var (status, bytes) = await connection.AskAsync(request);
                var time = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                if (status == 503)
                {
                    load.GiveBack(request);
                    refused.Add(time);
                }
                else if (status == 200 && bytes >= whole)
                {
                    if (Volatile.Read(ref within))
                    {
                        good.Add(time);   // what was answered after the end does not count
                    }
                }
                else
                {
                    Interlocked.Increment(ref other);
                }

                idle.Push(connection);
            }
            catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
            {
                Interlocked.Increment(ref other);
            }
            finally
            {
                Interlocked.Decrement(ref running);
            }
        }
    }

    private static double At(double[] sorted, double part) => sorted.Length == 0 ? 0 : sorted[(int)(sorted.Length * part)];

    /// <summary>A second each, and the times in milliseconds.</summary>
    private sealed record OpenSeen(double Offered, double Good, double Refused, double Other, double GoodMedian, double GoodP99, double RefusalMedian, double RefusalP99);
}

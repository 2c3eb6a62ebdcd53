using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using ZioExchange.Broker.Audit;

namespace ZioExchange.Benchmarks.LongRuns;

/// <summary>Withdrawals against requests in flight on three nodes of one PostgreSQL database. One release with a place in the log after the withdrawal of its ground ends the run.</summary>
internal static class RaceRun
{
    private const int Nodes = 3;
    private const int RequestsOfOne = 2;
    private const int SpreadMilliseconds = 10;

    /// <param name="races">Withdrawals; the run ends sooner when the time is up.</param>
    public static async Task RunAsync(int races, int seconds, TextWriter output)
    {
        await using var scene = await NodesScene.StartAsync(Nodes);
        var random = new Random(20261122);
        var watch = Stopwatch.StartNew();
        var (done, released, pause) = (0, 0L, SpreadMilliseconds);
        for (; done < races && watch.Elapsed.TotalSeconds < seconds; done++)
        {
            if (done % 100 == 99)
            {
                await scene.ForgetEndedAsync();
            }

            // About half of the requests should win: then most withdrawals fall between a decision and its release.
            var won = await RaceAsync(scene, done, pause + random.Next(SpreadMilliseconds), random);
            pause = Math.Clamp(pause + (won * 2 < Nodes * RequestsOfOne ? 1 : -1), 0, 1_000);
            released += won;
        }

        var (disclosures, entries, _) = await LogOrder.CheckAsync(scene.Node(0).GetRequiredService<LogReader>());
        if (released > disclosures)
        {
            throw new FoundException($"{released} releases, but {disclosures} disclosures in the log.");
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{done} withdrawals, each against {Nodes * RequestsOfOne} requests on {Nodes} nodes, {released} of which released something, in {watch.Elapsed.TotalSeconds:F0} s; {entries} entries; no release after its withdrawal"));
    }

    /// <summary>One consent, requests about it that begin a little apart on every node, and its withdrawal somewhere among them.</summary>
    /// <returns>How many of them released something.</returns>
    private static async Task<int> RaceAsync(NodesScene scene, int race, int pause, Random random)
    {
        var grant = await scene.GiveAsync(race);
        var requests = Enumerable.Range(0, Nodes * RequestsOfOne).Select(n => LaterAsync(scene, n, random.Next(SpreadMilliseconds))).ToArray();
        await Task.Delay(pause);
        await scene.WithdrawAsync(race + 1, grant);

        // Acknowledged: from here on no node releases anything.
        if (await scene.AskAsync(race + 2))
        {
            throw new FoundException($"Race {race}: a node released after the withdrawal was acknowledged.");
        }

        return (await Task.WhenAll(requests)).Count(released => released);
    }

    private static async Task<bool> LaterAsync(NodesScene scene, int node, int milliseconds)
    {
        await Task.Delay(milliseconds);
        return await scene.AskAsync(node);
    }
}

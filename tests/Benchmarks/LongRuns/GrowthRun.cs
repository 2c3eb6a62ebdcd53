using System.Diagnostics;
using System.Globalization;
using ZioExchange.Benchmarks.Log;

namespace ZioExchange.Benchmarks.LongRuns;

/// <summary>The same work on registers of several sizes, in turns: what grows with the number of children shows as a ratio to the smallest.</summary>
/// <remarks>One caller. Tokens and HTTP in front of the pipeline are left out: they do not know how many children there are.</remarks>
internal static class GrowthRun
{
    private const int Each = 60;
    private const int Rounds = 10;
    private const int Restarts = 5;

    /// <param name="sizes">Children, smallest first.</param>
    /// <param name="folder">Where the keys of the registers are kept.</param>
    public static async Task RunAsync(IReadOnlyList<int> sizes, string folder, TextWriter output)
    {
        var server = await BenchDatabase.ServerAsync();
        var scenes = new List<GrowthScene>();
        foreach (var size in sizes)
        {
            scenes.Add(await GrowthScene.StartAsync(server, size, folder, output));
        }

        var random = new Random(20261122);
        var times = scenes.ToDictionary(scene => scene.Size, _ => new Medians());
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var scene in scenes)
            {
                await scene.PrepareAsync(Each, random);
                var seen = round == 0 ? new Medians() : times[scene.Size];   // the first warms up
                await TimedAsync(seen, "dossier", _ => scene.DossierAsync());
                await TimedAsync(seen, "question, any child", _ => scene.QuestionAsync());
                await TimedAsync(seen, "withdrawal", _ => scene.WithdrawAsync());
                await TimedAsync(seen, "append", scene.AppendAsync);
            }
        }

        for (var round = 0; round <= Restarts; round++)
        {
            foreach (var scene in scenes)
            {
                var took = await scene.RestartAsync();
                if (round > 0)
                {
                    times[scene.Size].Add("restart", took);
                }
            }
        }

        foreach (var what in times[sizes[0]].Names)
        {
            foreach (var size in sizes)
            {
                var (own, least) = (times[size], times[sizes[0]]);
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {what,-20} {size,8} children: median {own.At(what, 0.5),8:F2} ms, p99 {own.At(what, 0.99),8:F2} ms; to the smallest {own.At(what, 0.5) / least.At(what, 0.5):F2} and {own.At(what, 0.99) / least.At(what, 0.99):F2}"));
            }
        }

        foreach (var scene in scenes)
        {
            await scene.DisposeAsync();
        }
    }

    private static async Task TimedAsync(Medians times, string what, Func<int, Task> once)
    {
        for (var n = 0; n < Each; n++)
        {
            var started = Stopwatch.GetTimestamp();
            await once(n);
            times.Add(what, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
    }
}

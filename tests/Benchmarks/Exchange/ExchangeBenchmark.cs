using System.Collections.Concurrent;
using System.Globalization;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Benchmarks.Exchange;

/// <summary>A dossier request to four sources with every check and the durable log on, beside the program that only fans out; in turns.</summary>
/// <remarks>Callers, stubs, broker and database share the machine. Proofs of possession are made before each round: they are the caller's work.</remarks>
internal static class ExchangeBenchmark
{
    /// <param name="pause">What a source takes, in milliseconds.</param>
    public static async Task RunAsync(int pause, int callers, int rounds, int seconds, TextWriter output)
    {
        await using var scene = await ExchangeScene.StartAsync(DatabaseProvider.Postgres);
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 512 });
        var partner = scene.Partner(http);
        await AskAsync(scene, http, partner, await partner.TokenAsync(CancellationToken.None));   // the stubs keep what they heard
        await using var bare = await BareFanOut.StartAsync([.. scene.Stubs.Questions]);
        scene.Stubs.Pause = TimeSpan.FromMilliseconds(pause);
        await output.WriteLineAsync($"{scene.Stubs.Questions.Count()} sources, {pause} ms each, {callers} callers, {rounds} rounds of {seconds} s");
        var medians = new Medians();
        var times = new ProcessorTime(scene.Database);
        var url = new Uri(scene.Address, "/fhir/Patient/$kind-dossier");
        var expected = 2000.0;
        for (var round = 0; round <= rounds; round++)
        {
            var fan = await MeasuredAsync("fan", round > 0 ? medians : null, times, () => ClosedLoad.RunAsync(callers, seconds, () => FanAsync(http, bare.Address)));
            var token = await partner.TokenAsync(CancellationToken.None);
            var proofs = new ConcurrentBag<string>(Enumerable.Range(0, (int)(Math.Min(fan.Rate, expected) * seconds * 1.2) + 64).AsParallel().Select(_ => partner.Proof("POST", url, token)));
            var ours = await MeasuredAsync("our", round > 0 ? medians : null, times, () => ClosedLoad.RunAsync(callers, seconds, () => DossierAsync(scene, http, token, proofs)));
            expected = ours.Rate * 2;
        }

        foreach (var name in medians.Names)
        {
            var (least, most) = medians.Spread(name);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {name,-14} {medians.Of(name),9:F3}  ({least:F3} to {most:F3})"));
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  ratio: {medians.Ratio("our rate", "fan rate"):F2} of its requests per second, {medians.Ratio("our median", "fan median"):F2} times its median, {medians.Ratio("our p99", "fan p99"):F2} times its p99, {medians.Ratio("fan program ms", "our program ms"):F2} of its answers per processor second, database left out"));
    }

    /// <summary>Runs one load; what it saw and took goes to <paramref name="medians"/>, or nowhere while the programs warm up.</summary>
    private static async Task<LoadSeen> MeasuredAsync(string name, Medians? medians, ProcessorTime times, Func<Task<LoadSeen>> load)
    {
        var before = await times.NowAsync();
        var seen = await load();
        var after = await times.NowAsync();
        foreach (var (what, value) in new[]
        {
            ("rate", seen.Rate), ("median", seen.Median), ("p99", seen.P99), ("program ms", (after.Program - before.Program) / seen.Answers),
            ("server ms", (after.Server - before.Server) / seen.Answers), ("heap KiB", (after.Allocated - before.Allocated) / seen.Answers / 1024), ("heap paused ms", (after.Paused - before.Paused) / seen.Answers),
        })
        {
            medians?.Add($"{name} {what}", value);
        }

        return seen;
    }

    internal static async Task AskAsync(ExchangeScene scene, HttpClient http, Broker.Sandbox.SandboxClient partner, string token)
    {
        using var request = scene.Request(token, partner.Proof("POST", new Uri(scene.Address, "/fhir/Patient/$kind-dossier"), token));
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode || scene.Stubs.Questions.Count() < 4)
        {
            throw new FoundException($"The question was not answered by four sources: {(int)answer.StatusCode}, {scene.Stubs.Questions.Count()} asked. {text[..Math.Min(400, text.Length)]}");
        }
    }

    private static async Task<bool> FanAsync(HttpClient http, Uri bare)
    {
        using var answer = await http.PostAsync(bare, null);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        return answer.IsSuccessStatusCode && bytes.Length > 0 ? true : throw new FoundException($"The bare program answered {(int)answer.StatusCode} with {bytes.Length} bytes.");
    }

    private static async Task<bool> DossierAsync(ExchangeScene scene, HttpClient http, string token, ConcurrentBag<string> proofs)
    {
        if (!proofs.TryTake(out var proof))
        {
            return false;
        }

        using var request = scene.Request(token, proof);
        using var answer = await http.SendAsync(request);
        await answer.Content.ReadAsByteArrayAsync();
        return answer.IsSuccessStatusCode ? true : throw new FoundException($"A dossier was answered with {(int)answer.StatusCode}.");
    }
}

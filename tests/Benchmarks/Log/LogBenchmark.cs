using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using ZioExchange.Benchmarks.Exchange;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Storage;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Benchmarks.Log;

/// <summary>Durable appends to the log beside what one would write instead, on the same database, in turns: plain inserts and a hash chain.</summary>
/// <remarks>Every number is of durable commits: it runs on the disk that counts, on a server with fsync on.</remarks>
internal static class LogBenchmark
{
    private const int Callers = 32;

    /// <summary>Prints the medians over the rounds and their ratios, for each database.</summary>
    /// <param name="rounds">Each round measures everything once; 5 or more for numbers to quote.</param>
    /// <param name="seconds">Per measurement.</param>
    public static async Task RunAsync(int rounds, int seconds, TextWriter output)
    {
        foreach (var provider in new[] { DatabaseProvider.Sqlite, DatabaseProvider.Postgres })
        {
            await using var place = await BenchDatabase.CreateAsync(provider);
            await RunAsync(place.Database, rounds, seconds, output);
        }
    }

    private static async Task RunAsync(BrokerDatabase database, int rounds, int seconds, TextWriter output)
    {
        var rivals = new PlainInserts(database);
        await rivals.PrepareAsync();
        await using var log = new AuditLog(
            database, LogSigningKey.Generate("benchmark"), new MasterKey(RandomNumberGenerator.GetBytes(MasterKey.Length)), new AuditOptions(), new PublishedCheckpoint(null), TimeProvider.System, NullLogger<AuditLog>.Instance);

        (string Name, int Callers, Func<int, Task> Write)[] measured =
        [
            ("log, 1 caller", 1, n => log.AppendAsync(Sample.Entry(n), null, CancellationToken.None)),
            ("plain insert, 1 caller", 1, rivals.InsertAsync),
            ($"log, {Callers} callers", Callers, n => log.AppendAsync(Sample.Entry(n), null, CancellationToken.None)),
            ($"plain insert, {Callers} callers", Callers, rivals.InsertAsync),
            ($"hash chain, {Callers} callers", Callers, rivals.ChainAsync),
        ];
        var medians = new Medians();
        var times = new ProcessorTime(database);
        var costs = new Dictionary<string, (double Here, double Server)>();
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var (name, callers, write) in measured)
            {
                if (round == 0)
                {
                    await RunForAsync(callers, 1, write);   // connections, prepared statements, compiled code
                    continue;
                }

                var before = await times.NowAsync();
                var perSecond = await RunForAsync(callers, seconds, write);
                var after = await times.NowAsync();
                medians.Add(name, perSecond);
                costs[name] = (1000 * (after.Program - before.Program) / (perSecond * seconds), 1000 * (after.Server - before.Server) / (perSecond * seconds));
            }
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{database.Provider}: durable writes per second, median of {rounds} rounds of {seconds} s (least to most)"));
        foreach (var name in medians.Names)
        {
            var (least, most) = medians.Spread(name);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {name,-28} {medians.Of(name),8:F0}  ({least:F0} to {most:F0})  {costs[name].Here:F0} µs of the program and {costs[name].Server:F0} µs of the server a write"));
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  {Callers} callers: {medians.Ratio(measured[2].Name, measured[3].Name):F2} x plain, {medians.Ratio(measured[2].Name, measured[4].Name):F1} x hash chain; 1 caller: {medians.Ratio(measured[1].Name, measured[0].Name):F2} plain commits' time"));
    }

    /// <returns>Writes per second.</returns>
    private static async Task<double> RunForAsync(int callers, double seconds, Func<int, Task> write)
    {
        var count = 0L;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            for (var n = caller; watch.Elapsed.TotalSeconds < seconds; n += callers)
            {
                await write(n);
                Interlocked.Increment(ref count);
            }
        })));

        return count / watch.Elapsed.TotalSeconds;
    }
}

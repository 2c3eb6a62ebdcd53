using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Sealing;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Benchmarks.Log;

/// <summary>Durable appends to the log beside what one would write instead, on the same database, in one run: plain inserts and a hash chain.</summary>
/// <remarks>Every number is of durable commits: run it on the disk that counts, on a server with fsync on.</remarks>
public static class LogBenchmark
{
    private const int Callers = 32;

    /// <summary>Prints a table of appends per second.</summary>
    /// <param name="database">Empty but migrated; the run leaves tables behind.</param>
    /// <param name="seconds">Per measurement; 5 gives steady numbers.</param>
    /// <param name="output">Gets the table.</param>
    public static async Task RunAsync(BrokerDatabase database, double seconds, TextWriter output)
    {
        var rivals = new PlainInserts(database);
        await rivals.PrepareAsync();
        await using var log = new AuditLog(
            database, LogSigningKey.Generate("benchmark"), MasterKey.Parse(MasterKey.Generate()), new AuditOptions(), TimeProvider.System, NullLogger<AuditLog>.Instance);

        await output.WriteLineAsync($"{database.Provider}: durable writes per second");
        await MeasureAsync("log, 1 caller", 1, log.AppendOneAsync);
        await MeasureAsync("plain insert, 1 caller", 1, rivals.InsertAsync);
        await MeasureAsync($"log, {Callers} callers", Callers, log.AppendOneAsync);
        await MeasureAsync($"plain insert, {Callers} callers", Callers, rivals.InsertAsync);
        if (database.Provider is DatabaseProvider.Postgres)
        {
            await MeasureAsync($"hash chain by trigger, {Callers} callers", Callers, rivals.ChainAsync);
        }

        async Task MeasureAsync(string name, int callers, Func<int, Task> write)
        {
            await RunForAsync(callers, 0.5, write);   // connections, prepared statements, compiled code
            var (count, elapsed) = await RunForAsync(callers, seconds, write);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {name,-36} {count / elapsed.TotalSeconds,10:F0}"));
        }
    }

    private static async Task<(long Count, TimeSpan Elapsed)> RunForAsync(int callers, double seconds, Func<int, Task> write)
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

        return (count, watch.Elapsed);
    }

    private static Task AppendOneAsync(this AuditLog log, int n) => log.AppendAsync(Sample.Entry(n), null, CancellationToken.None);
}

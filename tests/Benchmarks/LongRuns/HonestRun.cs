using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using ZioExchange.Benchmarks.Log;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Storage;
using ZioExchange.Broker.Audit.Witnesses;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Benchmarks.LongRuns;

/// <summary>A long honest log: the cost per entry stays flat, the check has no finding, and a proof costs what it cost at the start.</summary>
internal static class HonestRun
{
    private const int Callers = 256;

    public static async Task RunAsync(int entries, string provider, TextWriter output)
    {
        await using var place = await BenchDatabase.CreateAsync(Enum.Parse<DatabaseProvider>(provider, ignoreCase: true));
        var signer = LogSigningKey.Generate("honest.example");
        await using (var log = new AuditLog(
            place.Database, signer, new MasterKey(RandomNumberGenerator.GetBytes(MasterKey.Length)), new AuditOptions(), new PublishedCheckpoint(null), TimeProvider.System, NullLogger<AuditLog>.Instance))
        {
            for (int from = 0, to = 1000; from < entries; (from, to) = (to, Math.Min(entries, to * 10)))
            {
                var watch = Stopwatch.StartNew();
                await AppendAsync(log, from, Math.Min(to, entries));
                var rate = (Math.Min(to, entries) - from) / watch.Elapsed.TotalSeconds;
                var proof = await ProofAsync(place.Database, signer, Math.Min(to, entries));
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  entries {from} to {Math.Min(to, entries)}: {rate:F0}/s, {proof:F0} microseconds a proof"));
            }
        }

        var checking = Stopwatch.StartNew();
        var report = await new LogVerifier(place.Database, signer.Key).VerifyAsync(null, null, CancellationToken.None);
        if (!report.Sound || report.Entries != entries)
        {
            throw new FoundException($"{report.Entries} of {entries} entries good; {report.Finding}");
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  no finding in {entries} entries; {entries / checking.Elapsed.TotalSeconds:F0}/s"));
    }

    private static async Task AppendAsync(AuditLog log, int from, int to)
    {
        var next = from - 1;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            for (var n = Interlocked.Increment(ref next); n < to; n = Interlocked.Increment(ref next))
            {
                await log.AppendAsync(Sample.Entry(n), null, CancellationToken.None);
            }
        })));
    }

    /// <returns>The median of 101 inclusion proofs at random places, round trips included.</returns>
    private static async Task<double> ProofAsync(BrokerDatabase database, ILogSigner signer, int size)
    {
        var (proofs, random, times) = (new LogProofs(database, signer, ConfiguredWitnesses.None, TimeProvider.System), new Random(1), new double[101]);
        for (var i = 0; i < times.Length; i++)
        {
            var watch = Stopwatch.GetTimestamp();
            _ = await proofs.InclusionAsync(random.Next(size), CancellationToken.None) ?? throw new FoundException("No proof for an entry that is there.");
            times[i] = Stopwatch.GetElapsedTime(watch).TotalMicroseconds;
        }

        Array.Sort(times);
        return times[50];
    }
}

using System.Diagnostics;
using System.Globalization;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Tests.Audit;

namespace ZioExchange.Benchmarks.LongRuns;

/// <summary>Seeded changes by someone with full rights on the database but without the signing key: each must be found, at the right entry.</summary>
internal static class TamperRun
{
    private const int Entries = 290;
    private const int Single = 240;   // from here on each entry has a signature of its own
    private const int Held = 280;

    public static async Task RunAsync(int manipulations, int firstSeed, TextWriter output)
    {
        await using var honest = await TamperedLog.HonestAsync(Entries, Single, Held);
        var watch = Stopwatch.StartNew();
        var done = 0;
        await Parallel.ForAsync(firstSeed, firstSeed + manipulations, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (seed, ct) =>
        {
            await using var log = honest.Copy();
            var manipulation = await Manipulation.ApplyAsync(log, new Random(seed), Entries, Held);
            var finding = (await new LogVerifier(log.Database, TestLog.Signer.Key).VerifyAsync(log.HeldNote, null, ct)).Finding;
            if (!manipulation.IsFoundBy(finding, Single))
            {
                throw new FoundException($"seed {seed}: {manipulation} was reported as {finding?.ToString() ?? "nothing"}");
            }

            if (Interlocked.Increment(ref done) % 1000 == 0)
            {
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {done} of {manipulations} found, {done / watch.Elapsed.TotalSeconds:F0}/s"));
            }
        });
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  all {manipulations} manipulations found at the right entry, seeds {firstSeed} to {firstSeed + manipulations - 1}"));
    }
}

using System.Diagnostics;
using System.Globalization;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Benchmarks.Decisions;

/// <summary>Times one decision with its reason codes, for a growing number of grants of other purposes, beside Cedar's wasm build in the same run.</summary>
/// <remarks>Figures of a machine that does other work mean little by themselves: read the ratio, and the load that is printed with it.</remarks>
public static class DecisionBenchmark
{
    private const int Rounds = 20_000;

    /// <summary>Prints a table; the texts of an explanation are not made, as in an exchange.</summary>
    /// <param name="cedarFolder">The folder <c>tests/Benchmarks/Decisions/cedar</c> after <c>npm ci</c>; null, or not restored, leaves Cedar out and says so.</param>
    public static void Run(Policy policy, string? cedarFolder, TextWriter output)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"one decision on row M06, {Environment.ProcessorCount} processors, load {Load()}"));
        var first = 0.0;
        foreach (var others in (int[])[1, 100, 10_000])
        {
            var (median, p99, bytes) = Measure(policy, [DecisionScene.Facts(others)]);
            first = first == 0 ? median : first;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {others,6} other grants: median {median,8:F0} ns, p99 {p99,8:F0} ns, {bytes,5} bytes"));
        }

        foreach (var children in (int[])[100, 10_000])
        {
            var (median, p99, bytes) = Measure(policy, [.. Enumerable.Range(0, children).Select(_ => DecisionScene.Facts(1))]);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {children,6} children in turn: median {median,7:F0} ns, p99 {p99,8:F0} ns, {bytes,5} bytes"));
        }

        if (CedarRun.Measure(cedarFolder) is not { } cedar)
        {
            output.WriteLine("  cedar-wasm: not restored; run npm ci in tests/Benchmarks/Decisions/cedar.");
            return;
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  cedar-wasm {cedar.Version}: median {cedar.Median,8:F0} ns, p99 {cedar.P99,8:F0} ns; {cedar.Median / first:F0} times the median above"));
    }

    private static (double Median, double P99, long Bytes) Measure(Policy policy, ChildFacts[] children)
    {
        if (Decider.Decide(policy, PolicyProfile.Strict, DecisionScene.Request, children[0], DecisionScene.Now).Outcome is not Outcome.Permit)
        {
            throw new InvalidOperationException("The timed question is not permitted; the benchmark would time something else.");
        }

        // By time, not by count: the compiler's second pass runs beside other work and comes late on a busy machine.
        for (var (n, since) = (0, Stopwatch.StartNew()); since.ElapsedMilliseconds < 2000; n++)
        {
            Decider.Decide(policy, PolicyProfile.Strict, DecisionScene.Request, children[n % children.Length], DecisionScene.Now);
        }

        var times = new double[Rounds];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var n = 0; n < Rounds; n++)
        {
            var start = Stopwatch.GetTimestamp();
            Decider.Decide(policy, PolicyProfile.Strict, DecisionScene.Request, children[n % children.Length], DecisionScene.Now);
            times[n] = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        }

        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;
        Array.Sort(times);
        return (times[Rounds / 2], times[Rounds * 99 / 100], bytes);
    }

    private static string Load() => File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]) : "unknown";
}

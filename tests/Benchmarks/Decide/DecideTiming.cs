using System.Globalization;
using ZioExchange.Broker.Cli.Decide;
using ZioExchange.Consent.Cases;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Benchmarks.Decide;

/// <summary>How many decisions a second one thread makes, over every case of the law's case file, explanation included.</summary>
internal static class DecideTiming
{
    public static async Task RunAsync(TextWriter output)
    {
        if (FindCases() is not { } file)
        {
            await output.WriteLineAsync("  shared/law/cases.json does not stand beside the repository.");
            return;
        }

        var policy = PolicyFolder.Read(Path.Combine(Pace.Schemas, "policy"));
        var cases = CaseFile.Read(await File.ReadAllTextAsync(file)).Select(reading => reading.Case).OfType<DecisionCase>().ToArray();
        var rate = Pace.Rounds(cases.Length, () => Array.ForEach(cases, item => Decider.Decide(policy, PolicyProfile.Strict, item.Request, item.Facts, item.Now)));
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"  {cases.Length} cases: {rate[4] * 1000:F0} thousand decisions/s on one thread (best {rate[^1] * 1000:F0}), {1 / rate[4]:F2} microseconds each"));
    }

    private static string? FindCases()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var file = Path.Combine(folder, "shared", "law", "cases.json");
            if (File.Exists(file))
            {
                return file;
            }
        }

        return null;
    }
}

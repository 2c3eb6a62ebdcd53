using System.Globalization;
using ZioExchange.Benchmarks.Attacks;
using ZioExchange.Benchmarks.Decide;
using ZioExchange.Benchmarks.Decisions;
using ZioExchange.Benchmarks.Exchange;
using ZioExchange.Benchmarks.Fhir;
using ZioExchange.Benchmarks.Log;
using ZioExchange.Benchmarks.LongRuns;
using ZioExchange.Benchmarks.LongRuns.Failover;
using ZioExchange.Benchmarks.Mapping;
using ZioExchange.Benchmarks.Oversight;
using ZioExchange.Broker.Cli.Decide;

namespace ZioExchange.Benchmarks;

/// <summary>The benchmarks and long runs by name. Numbers without a ratio to something else in the same minute say little: each prints both.</summary>
internal static class Catalogue
{
    private static readonly Dictionary<string, (string Says, Func<string[], TextWriter, Task> Run)> Known = new(StringComparer.Ordinal)
    {
        ["log"] = ("[rounds] [seconds]  appends beside plain inserts and a hash chain, on SQLite and PostgreSQL", (args, output) => LogBenchmark.RunAsync(Number(args, 0, 5), Number(args, 1, 2), output)),
        ["exchange"] = ("[ms a source] [callers] [rounds] [seconds]  a dossier request to four sources beside a bare fan-out", (args, output) => ExchangeBenchmark.RunAsync(Number(args, 0, 0), Number(args, 1, 16), Number(args, 2, 5), Number(args, 3, 4), output)),
        ["steps"] = ("[seconds]  what each step of a dossier request takes of the processors", (args, output) => StepCosts.RunAsync(Number(args, 0, 3), output)),
        ["overload"] = ("[times] [rounds] [seconds]  the best goodput of a closed load, then so many times that from callers who do not wait", (args, output) => OverloadBenchmark.RunAsync(Number(args, 0, 10), Number(args, 1, 3), Number(args, 2, 5), output)),
        ["parts"] = ("a token beside bare sign and verify, a decision with its facts beside one SELECT", (_, output) => PartTimings.RunAsync(output)),
        ["races"] = ("[withdrawals] [seconds]  withdrawals against requests in flight on three nodes", (args, output) => RaceRun.RunAsync(Number(args, 0, 50_000), Number(args, 1, 240), output)),
        ["withdrawals"] = ("[count]  a withdrawal to its first refusal on another node, beside a bare commit plus LISTEN/NOTIFY", (args, output) => WithdrawalTiming.RunAsync(Number(args, 0, 2_000), output)),
        ["growth"] = ("[children,children,...] [folder]  the same work on registers of several sizes, in turns", (args, output) => GrowthRun.RunAsync(
            [.. (args.ElementAtOrDefault(0) ?? "10000,100000").Split(',').Select(size => int.Parse(size, NumberStyles.None, CultureInfo.InvariantCulture))], args.ElementAtOrDefault(1) ?? Path.Combine(Path.GetTempPath(), "zio-growth"), output)),
        ["memory"] = ("[dossiers] [seconds]  the memory of a node at rest and under dossiers", (args, output) => MemoryRun.RunAsync(Number(args, 0, 100_000), Number(args, 1, 900), output)),
        ["clock"] = ("the clock of a running node jumps a day ahead and a day back (libfaketime)", (_, output) => ClockRun.RunAsync(output)),
        ["coldstart"] = ("CONNECTION FOLDER [rounds] [zio.dll]  a node on a filled register from nothing to ready, beside a bare program", (args, output) => ColdStartRun.RunAsync(args[0], args[1], Number(args, 2, 5), args.ElementAtOrDefault(3), output)),
        ["bare"] = ("PORT  the bare program of coldstart; ends with its input", (args, _) => ColdStartRun.ServeBareAsync(Number(args, 0, 0))),
        ["failover"] = ("[kills]  the primary dies under load, again and again; Patroni lets its synchronous standby take over", (args, output) => FailoverRun.RunAsync(Number(args, 0, 6), output)),
        ["fhir"] = ("checks of a FHIR bundle beside the bare JSON reader", (_, output) => FhirValidatorTiming.RunAsync(output)),
        ["mapping"] = ("source documents to bundles beside the bare reader", (_, output) =>
        {
            MappingTiming.Run(Path.Combine(AppContext.BaseDirectory, "schemas"), SharedFolder(), output);
            return Task.CompletedTask;
        }
        ),
        ["mutate"] = ("[documents] [seed]  damaged source documents: each is mapped or refused", (args, output) =>
        {
            MutationRun.Run(Path.Combine(AppContext.BaseDirectory, "schemas"), SharedFolder(), Number(args, 0, 100_000), Number(args, 1, 20261122), output);
            return Task.CompletedTask;
        }
        ),
        ["decide"] = ("decisions of recorded cases", (_, output) => DecideTiming.RunAsync(output)),
        ["oversight"] = ("[entries] [sqlite|postgres]  pages of officers over a long log, by HTTP", (args, output) => OversightTiming.RunAsync(Number(args, 0, 1_000_000), args.ElementAtOrDefault(1) ?? "sqlite", output)),
        ["decisions"] = ("one decision: grants of other purposes, many children, and Cedar's wasm build on the same question", (_, output) =>
        {
            DecisionBenchmark.Run(PolicyFolder.Read(Path.Combine(Pace.Schemas, "policy")), CedarRun.Restore(), output);
            return Task.CompletedTask;
        }
        ),
        ["crash"] = ("[kills] [sqlite|postgres]  kill -9 of the broker under load", (args, output) => CrashRun.RunAsync(Number(args, 0, 1000), args.ElementAtOrDefault(1) ?? "sqlite", output)),
        ["databasecrash"] = ("[kills]  kill -9 of PostgreSQL under a broker that stays and its load", (args, output) => CrashRun.RunDatabaseAsync(Number(args, 0, 200), output)),
        ["tamper"] = ("[manipulations] [first seed]  changes by someone with full rights on the database", (args, output) => TamperRun.RunAsync(Number(args, 0, 10_000), Number(args, 1, 0), output)),
        ["tokens"] = ("[count] [first seed]  changed access tokens against a running broker: none opens anything", (args, output) => TokenRun.RunAsync(Number(args, 0, 100_000), Number(args, 1, 0), output)),
        ["addresses"] = ("[count] [first seed]  hostile addresses for webhooks and keys: none is connected to", (args, output) => AddressRun.RunAsync(Number(args, 0, 100_000), Number(args, 1, 0), output)),
        ["replays"] = ("[count] [sqlite|postgres] [signed]  identifiers, and signed assertions and proofs over HTTP, used again over two nodes and restarts: each counts once", (args, output) => ReplayRun.RunAsync(Number(args, 0, 1_000_000), args.ElementAtOrDefault(1) ?? "sqlite", Number(args, 2, 30_000), output)),
        ["twins"] = ("[changed keys] [sqlite|postgres]  numbers and codes of near-twins: each finds its own child, what is almost right finds nobody", (args, output) => TwinsRun.RunAsync(Number(args, 0, 1_100_000), args.ElementAtOrDefault(1) ?? "sqlite", output)),
        ["refusals"] = ("[pairs]  the time of a refusal for an unknown child beside one that is known and refused", (args, output) => RefusalTiming.RunAsync(Number(args, 0, 500), output)),
        ["honest"] = ("[entries] [sqlite|postgres]  a long honest log: no false alarm, flat cost per entry", (args, output) => HonestRun.RunAsync(Number(args, 0, 1_000_000), args.ElementAtOrDefault(1) ?? "sqlite", output)),
    };

    /// <returns>0 run, 1 a long run found something, 2 no such name.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter messages)
    {
        if (args.Length == 0 || !Known.TryGetValue(args[0], out var chosen))
        {
            await messages.WriteLineAsync("Choose one:");
            foreach (var (name, known) in Known)
            {
                await messages.WriteLineAsync($"  {name,-10} {known.Says}");
            }

            return 2;
        }

        await output.WriteLineAsync($"{args[0]}: {Environment.ProcessorCount} processors, load {await LoadAsync()}, {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}");
        // A release build is Production unless told: the sandbox families are what is measured with.
        Environment.SetEnvironmentVariable("ASPNETCORE_ENVIRONMENT", "Development");
        try
        {
            await chosen.Run(args[1..], output);
            await output.WriteLineAsync($"load at the end {await LoadAsync()}");
            return 0;
        }
        catch (FoundException found)
        {
            await output.WriteLineAsync($"FOUND: {found.Message}");
            return 1;
        }
    }

    /// <summary>The folder with other people's samples, beside the repository; null where it is absent.</summary>
    private static string? SharedFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var shared = Path.Combine(folder.FullName, "shared");
            if (File.Exists(Path.Combine(shared, "law", "RULES.md")))
            {
                return shared;
            }
        }

        return null;
    }

    private static int Number(string[] args, int place, int otherwise) =>
        int.TryParse(args.ElementAtOrDefault(place), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    /// <summary>The load averages of the last 1, 5 and 15 minutes; other work on the machine shows here.</summary>
    private static async Task<string> LoadAsync() =>
        File.Exists("/proc/loadavg") ? string.Join(' ', (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[..3]) : "unknown";
}

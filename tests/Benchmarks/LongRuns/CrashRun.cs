using ZioExchange.Benchmarks.Log;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Tests.Audit.Crashes;
using ZioExchange.Testing;

namespace ZioExchange.Benchmarks.LongRuns;

/// <summary>kill -9 of the broker under load, as often as asked; ends at the first loss. Takes some three seconds a kill.</summary>
internal static class CrashRun
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(4);

    public static async Task RunAsync(int kills, string provider, TextWriter output)
    {
        var data = System.IO.Directory.CreateTempSubdirectory("zio-crash-").FullName;
        var kind = Enum.Parse<DatabaseProvider>(provider, ignoreCase: true);
        await using var place = kind is DatabaseProvider.Postgres ? await BenchDatabase.CreateAsync(kind) : null;
        using var bound = new CancellationTokenSource(Longest);
        var loop = new CrashLoop(data, kind, place?.Database.ConnectionString ?? $"Data Source={Path.Combine(data, "zio.db")};Pooling=False");
        await ReportAsync(data, () => loop.RunAsync(kills, new Random(kills), output.WriteLine, bound.Token));
    }

    /// <summary>The same of PostgreSQL, with fsync on, under one broker that stays.</summary>
    public static async Task RunDatabaseAsync(int kills, TextWriter output)
    {
        var data = System.IO.Directory.CreateTempSubdirectory("zio-crash-").FullName;
        using var bound = new CancellationTokenSource(Longest);
        var server = await MortalPostgres.StartAsync(ThrowawayCluster.FindBinaries() ?? throw new InvalidOperationException("No PostgreSQL is installed."));
        var loop = new DatabaseCrashLoop(data, server, server.ConnectionString);
        await ReportAsync(data, () => loop.RunAsync(kills, new Random(kills), output.WriteLine, bound.Token));
    }

    private static async Task ReportAsync(string data, Func<Task> run)
    {
        try
        {
            await run();
        }
        catch (CrashLossException loss)
        {
            throw new FoundException($"{loss.Message} The data folder is kept: {data}");
        }

        System.IO.Directory.Delete(data, recursive: true);
    }
}

using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using ZioExchange.Benchmarks.Exchange;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Tests.Audit.Crashes;

namespace ZioExchange.Benchmarks.LongRuns;

/// <summary>The primary dies (kill -9) under load and its synchronous standby is promoted: requests fail cleanly for seconds, nothing acknowledged is lost, the log is whole.</summary>
internal static class FailoverRun
{
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Without = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan After = TimeSpan.FromSeconds(15);

    public static async Task RunAsync(TextWriter output)
    {
        await using var pair = await PostgresPair.StartAsync();
        var data = System.IO.Directory.CreateTempSubdirectory("zio-failover-").FullName;
        await using var app = BrokerHost.Build([
            "--environment", "Development", "--urls", "http://127.0.0.1:0", "--Data:Path", data, "--Logging:Console:LogLevel:Default", "Critical",   // with no logging at all the server starts no activity, and the trace ids would be its own
            "--Database:Provider", "Postgres", "--Database:ConnectionString", pair.ConnectionString]);
        await Startup.PrepareAsync(app, CancellationToken.None);
        await app.StartAsync();
        using var over = new CancellationTokenSource();
        var load = new PartnerLoad(data, BareWeb.AddressOf(app));
        var running = load.RunAsync(over.Token);
        await Task.Delay(Before);
        var held = await app.Services.GetRequiredService<LogProofs>().LatestAsync(CancellationToken.None);
        await pair.KillPrimaryAsync();
        var watch = Stopwatch.StartNew();
        await Task.Delay(Without);   // what a lease takes to run out
        var atDeath = load.Done.Count;
        await pair.PromoteAsync();
        while (load.Done.Count == atDeath && watch.Elapsed < After)
        {
            await Task.Delay(20);
        }

        var outage = watch.Elapsed;
        await Task.Delay(After);
        await over.CancelAsync();
        await running;
        if (load.Refused.FirstOrDefault() is { } refused)
        {
            throw new FoundException($"A request was answered with neither its answer nor 503: {refused}");
        }

        if (load.Done.Count == atDeath)
        {
            throw new FoundException("Nothing was answered after the promotion.");
        }

        var report = await new LogVerifier(app.Services.GetRequiredService<BrokerDatabase>(), app.Services.GetRequiredService<ILogSigner>().Key).VerifyAsync(held, null, CancellationToken.None);
        if (report.Finding is { } finding)
        {
            throw new FoundException(finding.ToString());
        }

        var reader = app.Services.GetRequiredService<LogReader>();
        foreach (var acknowledged in load.Done)
        {
            if ((await reader.SearchAsync(new LogQuery { TraceId = acknowledged.TraceId }, CancellationToken.None)).Records.Count == 0)
            {
                throw new FoundException($"{acknowledged} was acknowledged and is not in the log.");
            }
        }

        await app.StopAsync();
        System.IO.Directory.Delete(data, recursive: true);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{load.Done.Count} acknowledged ({atDeath} before), all of them in the log; first answer {outage.TotalSeconds:F1} s after the kill, of which {Without.TotalSeconds:F0} s were waited before the promotion; {report.Entries} entries, whole"));
    }
}

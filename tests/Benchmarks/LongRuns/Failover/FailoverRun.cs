using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ZioExchange.Benchmarks.Exchange;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Tests.Audit.Crashes;

namespace ZioExchange.Benchmarks.LongRuns.Failover;

/// <summary>The primary of two PostgreSQL servers that Patroni keeps dies under the load of two nodes, again and again.</summary>
/// <remarks>Requests fail cleanly (503) for seconds, nothing acknowledged is lost, the log is whole, and nothing is released on facts from before.</remarks>
internal static class FailoverRun
{
    private const int Nodes = 2;
    private const int Warm = 20;   // acknowledged before a server dies
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    // Longer than the ttl of deploy/patroni.yml: the other has taken over by then.
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(30);

    /// <param name="kills">How often PostgreSQL alone is killed; then once with its Patroni, and once Patroni alone.</param>
    public static async Task RunAsync(int kills, TextWriter output)
    {
        using var bound = new CancellationTokenSource(Longest);
        await using var pair = await PatroniPair.StartAsync(bound.Token);
        var data = System.IO.Directory.CreateTempSubdirectory("zio-failover-").FullName;
        var nodes = new List<WebApplication>();
        for (var node = 0; node < Nodes; node++)
        {
            nodes.Add(await StartAsync(data, pair.ConnectionString, bound.Token));
        }

        var log = new AcknowledgedLog(data, DatabaseProvider.Postgres, pair.ConnectionString);
        var withdrawn = new HashSet<string>();
        try
        {
            for (var round = 1; round <= kills + 2; round++)
            {
                var (what, kill) = round <= kills ? ("PostgreSQL", pair.KillServerAsync) : round == kills + 1 ? ("PostgreSQL and Patroni", pair.KillMachineAsync) : ("Patroni", (Func<string, Task>)pair.KillKeeperAsync);
                var said = await KillUnderLoadAsync(pair, nodes, data, kill, round > kills, log, withdrawn, bound.Token);
                var entries = await log.CheckAsync(round, bound.Token);
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{round}. {what} of the primary killed: {said}; {log.Acknowledged} acknowledged, {entries} entries, nothing lost, whole"));
            }

            var order = await LogOrder.CheckAsync(nodes[0].Services.GetRequiredService<LogReader>());
            if (!order.Withdrawn.IsSupersetOf(withdrawn))
            {
                throw new FoundException("A withdrawal was acknowledged and is not in the log.");
            }

            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{log.Acknowledged} acknowledged and {withdrawn.Count} withdrawals, all in the log; {order.Disclosures} releases, none after its withdrawal; {order.Entries} entries, whole"));
        }
        catch (CrashLossException loss)
        {
            throw new FoundException($"{loss.Message} The data folder is kept: {data}");
        }
        catch (OperationCanceledException) when (bound.IsCancellationRequested)
        {
            throw new FoundException($"Not done within {Longest.TotalMinutes:F0} minutes: something did not come back.");
        }

        foreach (var node in nodes)
        {
            await node.StopAsync(CancellationToken.None);
            await node.DisposeAsync();
        }

        System.IO.Directory.Delete(data, recursive: true);
    }

    /// <returns>What was seen, in words.</returns>
    private static async Task<string> KillUnderLoadAsync(
        PatroniPair pair, List<WebApplication> nodes, string data, Func<string, Task> kill, bool staysAway, AcknowledgedLog log, HashSet<string> withdrawn, CancellationToken ct)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var loads = nodes.Select(node => new PartnerLoad(data, BareWeb.AddressOf(node))).ToList();
        var consent = new WithdrawnConsent(nodes, data);
        var running = Task.WhenAll([.. loads.Select(load => load.RunAsync(over.Token)), consent.AskAsync(over.Token)]);
        while (loads.Any(load => load.Done.Count < Warm && load.Refused.Count + load.Lost.Count == 0))
        {
            await Task.Delay(20, ct);
        }

        var primary = await pair.LeaderAsync(ct) ?? throw new FoundException("No server led.");
        var (id, at) = await consent.WithdrawAsync(ct);
        await kill(primary);
        if (staysAway)
        {
            await Task.Delay(Away, ct);
            await pair.ReturnAsync(primary);
        }

        while (await pair.LeaderAsync(ct) is not { } leader || leader == primary)
        {
            await Task.Delay(50, ct);
        }

        await pair.UntilWholeAsync(ct);
        await consent.UntilAllAsync(403, Stopwatch.GetTimestamp(), ct);
        await over.CancelAsync();
        await running;
        if (loads.SelectMany(load => load.Refused.Concat(load.Lost)).FirstOrDefault() is { } refused)
        {
            throw new FoundException($"A request was answered with neither its answer nor 503: {refused}");
        }

        consent.Check(at);
        withdrawn.Add(id);
        log.Add(loads.SelectMany(load => load.Done));
        return string.Create(CultureInfo.InvariantCulture, $"no answer for {consent.LongestWithout.TotalSeconds:F1} s, {loads.Sum(load => load.Hindered.Count) + consent.Postponed} times 503");
    }

    private static async Task<WebApplication> StartAsync(string data, string connectionString, CancellationToken ct)
    {
        var app = BrokerHost.Build([
            "--environment", "Development", "--urls", "http://127.0.0.1:0", "--Data:Path", data, "--Logging:Console:LogLevel:Default", "Critical",   // with no logging at all the server starts no activity, and the trace ids would be its own
            "--Database:Provider", "Postgres", "--Database:ConnectionString", connectionString]);
        await Startup.PrepareAsync(app, ct);
        await app.StartAsync(ct);
        return app;
    }
}

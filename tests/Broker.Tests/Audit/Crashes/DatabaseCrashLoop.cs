using System.Globalization;
using ZioExchange.Broker.Persistence;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Audit.Crashes;

/// <summary>One broker under load while its PostgreSQL is killed without warning, again and again.</summary>
/// <remarks>The broker answers 503 while the server is away, serves again by itself, and nothing it acknowledged before, during or after is lost.</remarks>
internal sealed class DatabaseCrashLoop(string data, MortalPostgres server, string connectionString)
{
    private static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(120);

    private readonly AcknowledgedLog _log = new(data, DatabaseProvider.Postgres, connectionString);

    public int Acknowledged => _log.Acknowledged;

    public int Disclosures => _log.Disclosures;

    /// <param name="kills">Rounds.</param>
    /// <param name="random">Picks when each kill falls.</param>
    /// <param name="told">Gets a line now and then.</param>
    /// <exception cref="CrashLossException">Something acknowledged is lost, the log does not verify, an answer was neither yes nor 503, or the broker did not come back.</exception>
    public async Task RunAsync(int kills, Random random, Action<string> told, CancellationToken ct)
    {
        await using var broker = await BrokerProcess.StartAsync(data, DatabaseProvider.Postgres, connectionString, ct);
        for (var round = 1; round <= kills; round++)
        {
            await KillUnderLoadAsync(broker, random.Next(6, 40), random.Next(0, 12), ct);
            var entries = await _log.CheckAsync(round, ct);
            if (round % 20 == 0 || round == kills)
            {
                told(string.Create(CultureInfo.InvariantCulture, $"{round} kills of the database: {_log.Acknowledged} acknowledged, {entries} entries, nothing lost"));
            }
        }
    }

    private async Task KillUnderLoadAsync(BrokerProcess broker, int wanted, int moment, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var load = new PartnerLoad(data, broker.Address);
        var running = load.RunAsync(stop.Token);
        await UntilDoneAsync(load, wanted, ct);
        await Task.Delay(moment, ct);   // anywhere between two answers
        await server.KillAsync();
        await UntilDoneAsync(load, load.Done.Count + 1, ct);
        await stop.CancelAsync();
        await running;
        _log.Add(load.Done);
    }

    private static async Task UntilDoneAsync(PartnerLoad load, int wanted, CancellationToken ct)
    {
        for (var patience = System.Diagnostics.Stopwatch.StartNew(); load.Done.Count < wanted; await Task.Delay(5, ct))
        {
            if (load.Refused.FirstOrDefault() is { } refused)
            {
                throw new CrashLossException($"A request was refused: {refused}");
            }

            if (patience.Elapsed > BackWithin)
            {
                throw new CrashLossException($"The broker acknowledged {load.Done.Count} of {wanted} requests in {BackWithin.TotalSeconds:F0} seconds.");
            }
        }
    }
}

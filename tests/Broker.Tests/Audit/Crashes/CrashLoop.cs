using System.Globalization;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Tests.Audit.Crashes;

/// <summary>Starts the broker, loads it, kills it without warning, starts it again and checks the log: as often as asked.</summary>
/// <remarks>After each restart everything that was acknowledged stands in the log, can be read, and the log verifies against the checkpoint of the round before.</remarks>
internal sealed class CrashLoop(string data, DatabaseProvider provider, string connectionString)
{
    private readonly AcknowledgedLog _log = new(data, provider, connectionString);

    public int Acknowledged => _log.Acknowledged;

    public int Disclosures => _log.Disclosures;

    /// <param name="kills">Rounds.</param>
    /// <param name="random">Picks when each kill falls.</param>
    /// <param name="told">Gets a line now and then.</param>
    /// <exception cref="CrashLossException">Something acknowledged is not in the log, or the log does not verify.</exception>
    public async Task RunAsync(int kills, Random random, Action<string> told, CancellationToken ct)
    {
        for (var round = 1; round <= kills + 1; round++)
        {
            await using var broker = await BrokerProcess.StartAsync(data, provider, connectionString, ct);
            var entries = await _log.CheckAsync(round, ct);
            if (round <= kills)
            {
                await KillUnderLoadAsync(broker, random.Next(6, 40), random.Next(0, 12), ct);
            }

            if (round % 20 == 0 || round > kills)
            {
                told(string.Create(CultureInfo.InvariantCulture, $"{round - 1} kills: {_log.Acknowledged} acknowledged, {entries} entries, nothing lost"));
            }
        }
    }

    private async Task KillUnderLoadAsync(BrokerProcess broker, int wanted, int moment, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        stop.CancelAfter(TimeSpan.FromSeconds(120));
        var load = new PartnerLoad(data, broker.Address);
        var running = load.RunAsync(stop.Token);
        while ((load.Done.Count < wanted || load.Done.All(done => done.Kind is not "Disclosure")) && load.Refused.Count == 0 && !broker.HasExited && !stop.IsCancellationRequested)
        {
            await Task.Delay(5, ct);
        }

        await Task.Delay(moment, ct);   // anywhere between two answers
        await broker.KillAsync();
        await running;
        if (load.Refused.FirstOrDefault() is { } refused)
        {
            throw new CrashLossException($"A request was refused: {refused}");
        }

        if (load.Done.Count < wanted)
        {
            throw new CrashLossException($"The broker acknowledged {load.Done.Count} of {wanted} requests in two minutes. {string.Join(' ', load.Hindered)}");
        }

        _log.Add(load.Done);
    }
}

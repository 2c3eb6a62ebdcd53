using System.Globalization;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Tests.Audit.Crashes;

/// <summary>Starts the broker, loads it, kills it without warning, starts it again and checks the log: as often as asked.</summary>
/// <remarks>After each restart everything that was acknowledged stands in the log, can be read, and the log verifies against the checkpoint of the round before.</remarks>
internal sealed class CrashLoop(string data, DatabaseProvider provider, string connectionString)
{
    private readonly List<Acknowledged> _acknowledged = [];
    private int _checked;
    private string? _held;

    public int Acknowledged => _acknowledged.Count;

    /// <param name="kills">Rounds.</param>
    /// <param name="random">Picks when each kill falls.</param>
    /// <param name="told">Gets a line now and then.</param>
    /// <exception cref="CrashLossException">Something acknowledged is not in the log, or the log does not verify.</exception>
    public async Task RunAsync(int kills, Random random, Action<string> told, CancellationToken ct)
    {
        for (var round = 1; round <= kills + 1; round++)
        {
            await using var broker = await BrokerProcess.StartAsync(data, provider, connectionString, ct);
            var entries = await CheckAsync(round, ct);
            if (round <= kills)
            {
                await KillUnderLoadAsync(broker, random.Next(6, 40), random.Next(0, 12), ct);
            }

            if (round % 20 == 0 || round > kills)
            {
                told(string.Create(CultureInfo.InvariantCulture, $"{round - 1} kills: {_acknowledged.Count} acknowledged, {entries} entries, nothing lost"));
            }
        }
    }

    private async Task KillUnderLoadAsync(BrokerProcess broker, int wanted, int moment, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        stop.CancelAfter(TimeSpan.FromSeconds(120));
        var load = new PartnerLoad(data, broker.Address);
        var running = load.RunAsync(stop.Token);
        while (load.Done.Count < wanted && load.Refused.Count == 0 && !broker.HasExited && !stop.IsCancellationRequested)
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
            throw new CrashLossException($"The broker acknowledged {load.Done.Count} of {wanted} requests in two minutes.");
        }

        _acknowledged.AddRange(load.Done);
    }

    /// <returns>How many entries the log has.</returns>
    private async Task<long> CheckAsync(int round, CancellationToken ct)
    {
        await using var database = new BrokerDatabase(provider, connectionString);
        var key = VerifierKey.Parse(await File.ReadAllTextAsync(Path.Combine(data, "log.vkey"), ct));
        var report = await new LogVerifier(database, key).VerifyAsync(_held, null, ct);
        if (report.Finding is { } finding)
        {
            throw new CrashLossException($"Round {round}: {finding}");
        }

        var reader = new LogReader(database, MasterKeyFile.Read(Path.Combine(data, "keys", "master.key")));
        for (; _checked < _acknowledged.Count; _checked++)
        {
            var wanted = _acknowledged[_checked];
            var page = await reader.SearchAsync(new LogQuery { TraceId = wanted.TraceId }, ct);
            if (!page.Records.Any(record => record.Kind == wanted.Kind && record.Entry is { } entry && (wanted.Grant is null || entry.ConsentIds.Contains(wanted.Grant))))
            {
                throw new CrashLossException($"Round {round}: {wanted} was acknowledged and is not in the log.");
            }
        }

        _held = await CheckpointAsync(database, ct) ?? _held;
        return report.Entries;
    }

    private static async Task<string?> CheckpointAsync(BrokerDatabase database, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT note FROM log_checkpoints ORDER BY size DESC LIMIT 1";
        return await command.ExecuteScalarAsync(ct) as string;
    }
}

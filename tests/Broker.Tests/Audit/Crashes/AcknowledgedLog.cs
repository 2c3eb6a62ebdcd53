using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Tests.Audit.Crashes;

/// <summary>All that the broker acknowledged, held against its log after each crash: it stands there, can be read, and the log verifies from the checkpoint before.</summary>
internal sealed class AcknowledgedLog(string data, DatabaseProvider provider, string connectionString)
{
    private readonly List<Acknowledged> _acknowledged = [];
    private int _checked;
    private string? _held;

    public int Acknowledged => _acknowledged.Count;

    public int Disclosures => _acknowledged.Count(answer => answer.Kind is "Disclosure");

    public void Add(IEnumerable<Acknowledged> done) => _acknowledged.AddRange(done);

    /// <exception cref="CrashLossException">Something acknowledged is not in the log, or the log does not verify.</exception>
    /// <returns>How many entries the log has.</returns>
    public async Task<long> CheckAsync(int round, CancellationToken ct)
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

using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Hosting;

/// <summary>Whether this node can do its work: database, schema, keys and log are there, and it is not stopping.</summary>
internal sealed class Readiness(IHostApplicationLifetime lifetime, BrokerDatabase database, IssuerKeyRing keys, LogProofs proofs, AuditLog log, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _looking = new(1, 1);
    private (bool Good, DateTimeOffset At)? _last;

    public async Task<IReadOnlyDictionary<string, bool>> CheckAsync(CancellationToken ct) => new Dictionary<string, bool>
    {
        ["serving"] = !lifetime.ApplicationStopping.IsCancellationRequested,
        ["schema"] = await HoldsAsync(() => HasSchemaAsync(ct)),
        ["keys"] = keys.All.Count > 0,
        ["log"] = await HoldsAsync(async () => log.Writes && (await proofs.CheckpointAsync(ct)).Length > 0),
    };

    /// <summary>For who may ask as often as they like: at most five seconds old, and looked up once however many ask.</summary>
    public async Task<(bool Good, DateTimeOffset At)> RecentAsync(CancellationToken ct)
    {
        await _looking.WaitAsync(ct);
        try
        {
            var now = clock.GetUtcNow();
            if (_last is { } known && now - known.At < Kept && now >= known.At)
            {
                return known;
            }

            var found = ((await CheckAsync(ct)).Values.All(good => good), now);
            _last = found;
            return found;
        }
        finally
        {
            _looking.Release();
        }
    }

    public void Dispose() => _looking.Dispose();

    /// <summary>During an upgrade the schema is ahead of the old nodes, which serve until they are replaced.</summary>
    private async Task<bool> HasSchemaAsync(CancellationToken ct)
    {
        try
        {
            return (await Migrations.PendingAsync(database, ct)).Count == 0;
        }
        catch (NewerSchemaException)
        {
            return true;
        }
    }

    private static async Task<bool> HoldsAsync(Func<Task<bool>> check)
    {
        try
        {
            return await check();
        }
        catch (Exception e) when (e is System.Data.Common.DbException or InvalidOperationException or MigrationException)
        {
            return false;
        }
    }
}

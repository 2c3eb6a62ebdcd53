using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Hosting;

/// <summary>Whether this node can do its work: database, schema, keys and log are there, and it is not stopping.</summary>
internal sealed class Readiness(IHostApplicationLifetime lifetime, BrokerDatabase database, IssuerKeyRing keys, LogProofs proofs, AuditLog log, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(5);

    private readonly Lock _choosing = new();
    private Task<Look>? _last;

    public async Task<IReadOnlyDictionary<string, bool>> CheckAsync(CancellationToken ct) => new Dictionary<string, bool>
    {
        ["serving"] = !lifetime.ApplicationStopping.IsCancellationRequested,
        ["schema"] = await HoldsAsync(() => HasSchemaAsync(ct)),
        ["keys"] = keys.All.Count > 0,
        ["log"] = await HoldsAsync(async () => log.Writes && (await proofs.CheckpointAsync(ct)).Length > 0),
    };

    /// <summary>For who may ask as often as they like: at most five seconds old, and looked up once however many ask. A look that takes longer than five seconds found nothing good.</summary>
    public async Task<(bool Good, DateTimeOffset At)> RecentAsync(CancellationToken ct)
    {
        Task<Look> look;
        lock (_choosing)
        {
            if (_last is null || (_last.IsCompleted && !(_last.IsCompletedSuccessfully && clock.GetElapsedTime(_last.Result.Ended) < Kept)))
            {
                _last = Task.Run(LookAsync, CancellationToken.None);   // of all who wait for it: who leaves stops it for none
            }

            look = _last;
        }

        var found = await look.WaitAsync(ct);
        return (found.Good, found.At);
    }

    private async Task<Look> LookAsync()
    {
        using var patience = new CancellationTokenSource(LongestLook);
        var good = false;
        try
        {
            good = (await CheckAsync(patience.Token).WaitAsync(patience.Token)).Values.All(each => each);
        }
        catch (OperationCanceledException)
        {
            // Too slow to be good.
        }

        return new Look(good, clock.GetUtcNow(), clock.GetTimestamp());   // when it ended: a slow look is not old at once
    }

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

    /// <param name="Ended">By the clock that does not jump.</param>
    private sealed record Look(bool Good, DateTimeOffset At, long Ended);
}

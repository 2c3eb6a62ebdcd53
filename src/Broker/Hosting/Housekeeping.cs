using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Hosting;

/// <summary>Small regular work of every node: forgets identifiers and answers that can no longer be presented, and takes over rotated keys.</summary>
/// <remarks>Deleting what has lapsed is the same however many nodes do it, so no leader is needed.</remarks>
internal sealed partial class Housekeeping(
    BrokerDatabase database, IDbContextFactory<BrokerDbContext> contexts, IssuerKeyStore keys, IdentityClock clock, ILogger<Housekeeping> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                await keys.LoadAsync(stoppingToken);
                await database.PurgeUsedAsync(clock.Now, stoppingToken);
                await using var db = await contexts.CreateDbContextAsync(stoppingToken);
                var now = clock.Now;
                await db.IdempotentAnswers.Where(row => row.KeepUntil < now).ExecuteDeleteAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is System.Data.Common.DbException or InvalidOperationException)
            {
                Failed(logger, e.GetType().Name);
            }
        }
    }

    [LoggerMessage(7200, LogLevel.Warning, "Housekeeping failed and will be tried again: {Fault}")]
    private static partial void Failed(ILogger logger, string fault);
}

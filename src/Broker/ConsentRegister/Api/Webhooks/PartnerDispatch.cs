using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister.Api.Feed;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.ConsentRegister.Api.Webhooks;

/// <summary>What goes out by itself, each second: stop notices, webhooks; and now and then what may be forgotten.</summary>
internal sealed partial class PartnerDispatch(StopNotices notices, WebhookSender webhooks, BrokerDatabase database, TimeProvider clock, ILogger<PartnerDispatch> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var round = 0; !stoppingToken.IsCancellationRequested; round++)
        {
            try
            {
                await notices.SendAsync(stoppingToken);
                await webhooks.RunAsync(stoppingToken);
                if (round % 600 == 0)
                {
                    await database.PurgeUsedAsync(clock.GetUtcNow(), stoppingToken);
                }

                await Task.Delay(Pause, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is System.Data.Common.DbException or Microsoft.EntityFrameworkCore.DbUpdateException or AuditUnavailableException or InvalidOperationException)
            {
                RoundFailed(logger, fault.GetType().Name);
                await Task.Delay(Pause * 5, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(2101, LogLevel.Warning, "Notices to partners wait: {Fault}")]
    private static partial void RoundFailed(ILogger logger, string fault);
}

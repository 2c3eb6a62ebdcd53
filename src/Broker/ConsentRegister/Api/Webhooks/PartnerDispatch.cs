using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister.Api.Feed;

namespace ZioExchange.Broker.ConsentRegister.Api.Webhooks;

/// <summary>What goes out by itself, each second: stop notices and webhooks.</summary>
internal sealed partial class PartnerDispatch(StopNotices notices, WebhookSender webhooks, ILogger<PartnerDispatch> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await notices.SendAsync(stoppingToken);
                await webhooks.RunAsync(stoppingToken);
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

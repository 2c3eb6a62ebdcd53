using ZioExchange.Broker.Audit;

namespace ZioExchange.Broker.Exchange.Push;

/// <summary>Brings messages each second and empties lapsed ones each minute, on every node.</summary>
internal sealed partial class PushDispatch(PushDelivery delivery, PushBox box, ILogger<PushDispatch> logger) : BackgroundService
{
    private const int RoundsAMinute = 60;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        for (var round = 0; await timer.WaitForNextTickAsync(stoppingToken); round++)
        {
            try
            {
                if (round % RoundsAMinute == 0)
                {
                    await box.EmptyLapsedAsync(stoppingToken);
                }

                await delivery.RunAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is System.Data.Common.DbException or Microsoft.EntityFrameworkCore.DbUpdateException or AuditUnavailableException or InvalidOperationException)
            {
                RoundFailed(logger, fault.GetType().Name);
            }
        }
    }

    [LoggerMessage(1201, LogLevel.Warning, "Messages to partners wait: {Fault}")]
    private static partial void RoundFailed(ILogger logger, string fault);
}

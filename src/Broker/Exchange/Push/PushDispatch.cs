using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Exchange.Push;

/// <summary>Brings messages each second and empties lapsed ones each minute, on every node.</summary>
internal sealed partial class PushDispatch(PushDelivery delivery, PushBox box, ILogger<PushDispatch> logger) : BackgroundService
{
    private const int RoundsAMinute = 60;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private int _round;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Rounds.RunAsync(Pause, RoundAsync, fault => RoundFailed(logger, fault.GetType().Name), stoppingToken);

    private async Task RoundAsync(CancellationToken ct)
    {
        if (_round++ % RoundsAMinute == 0)
        {
            await box.EmptyLapsedAsync(ct);
        }

        await delivery.RunAsync(ct);
    }

    [LoggerMessage(1201, LogLevel.Warning, "Messages to partners wait: {Fault}")]
    private static partial void RoundFailed(ILogger logger, string fault);
}

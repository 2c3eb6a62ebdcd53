using ZioExchange.Broker.ConsentRegister.Api.Feed;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.ConsentRegister.Api.Webhooks;

/// <summary>What goes out by itself, each second: stop notices and webhooks.</summary>
internal sealed partial class PartnerDispatch(StopNotices notices, WebhookSender webhooks, ILogger<PartnerDispatch> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Rounds.RunAsync(Pause, RoundAsync, fault => RoundFailed(logger, fault.GetType().Name), stoppingToken);

    private async Task RoundAsync(CancellationToken ct)
    {
        await notices.SendAsync(ct);
        await webhooks.RunAsync(ct);
    }

    [LoggerMessage(2101, LogLevel.Warning, "Notices to partners wait: {Fault}")]
    private static partial void RoundFailed(ILogger logger, string fault);
}

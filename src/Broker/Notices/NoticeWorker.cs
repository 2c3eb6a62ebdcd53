using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Notices;

/// <summary>Looks for what to tell and sends it, every few seconds, at every node.</summary>
internal sealed partial class NoticeWorker(NoticeRound round, NoticePost post, ILogger<NoticeWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
            Rounds.RunAsync(Pause, round.RunAsync, fault => Failed(logger, fault.GetType().Name), stoppingToken),
            Rounds.RunAsync(Pause, post.RunAsync, fault => Failed(logger, fault.GetType().Name), stoppingToken));

    [LoggerMessage(7220, LogLevel.Warning, "Notices to families wait: {Fault}")]
    private static partial void Failed(ILogger logger, string fault);
}

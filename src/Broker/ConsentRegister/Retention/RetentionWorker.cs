using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.ConsentRegister.Retention;

/// <summary>Runs the retention jobs every hour, at every node: they take turns in the commits of the log. A node whose clock jumped waits for its next hour.</summary>
internal sealed partial class RetentionWorker(RetentionJobs jobs, ClockWatch watch, ILogger<RetentionWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Rounds.RunAsync(Every, RoundAsync, fault => Failed(logger, fault.GetType().Name), stoppingToken);

    internal Task RoundAsync(CancellationToken ct) => watch.IsEven() ? jobs.RunAsync(ct) : Task.CompletedTask;

    [LoggerMessage(7210, LogLevel.Warning, "A retention job failed and will be tried again: {Fault}. See docs/runbooks/retention.md")]
    private static partial void Failed(ILogger logger, string fault);
}

using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;

namespace ZioExchange.Broker.ConsentRegister.Retention;

/// <summary>Runs the retention jobs every hour, at every node: they take turns in the commits of the log.</summary>
internal sealed partial class RetentionWorker(RetentionJobs jobs, ILogger<RetentionWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await jobs.RunAsync(stoppingToken);
                }
                catch (Exception fault) when (fault is DbException or DbUpdateException or InvalidOperationException or AuditUnavailableException)
                {
                    Failed(logger, fault.GetType().Name);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The node stops; the next one goes on with what is left.
        }
    }

    [LoggerMessage(7210, LogLevel.Warning, "A retention job failed and will be tried again: {Fault}. See docs/runbooks/retention.md")]
    private static partial void Failed(ILogger logger, string fault);
}

using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Oversight.Drafts;
using ZioExchange.Broker.Oversight.Reports;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Oversight;

/// <summary>The long work of oversight, in the background: counts what is new, draws the sample, runs the rules, writes exports, checks the log. Each step may be done again without harm.</summary>
public sealed partial class OversightWorker(TallyBook tally, OversightRound round, ExportBook exports, DraftBook drafts, LogChecks checks, TimeProvider clock, ILogger<OversightWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenChecks = TimeSpan.FromHours(1);

    // A round reads the last month of every organisation: however long that takes, it may take a twentieth of the time.
    private const int RoundShare = 20;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        DateTimeOffset? @checked = null;
        var (isNew, roundEnded, roundTook) = (false, 0L, TimeSpan.Zero);
        using var timer = new PeriodicTimer(Pause);
        do
        {
            try
            {
                isNew |= await tally.CatchUpAsync(int.MaxValue, stoppingToken) > 0;
                if (isNew && (roundEnded == 0 || clock.GetElapsedTime(roundEnded) > roundTook * RoundShare))
                {
                    var started = clock.GetTimestamp();
                    await round.RunAsync(stoppingToken);
                    (isNew, roundEnded, roundTook) = (false, clock.GetTimestamp(), clock.GetElapsedTime(started));
                }

                await round.EscalateAsync(stoppingToken);
                while (await exports.StepAsync(stoppingToken) || await drafts.StepAsync(stoppingToken))
                {
                    stoppingToken.ThrowIfCancellationRequested();
                }

                if (@checked is not { } last || clock.GetUtcNow() - last > BetweenChecks)
                {
                    @checked = clock.GetUtcNow();
                    await checks.CheckAsync(stoppingToken);
                }
            }
            catch (Exception fault) when (fault is DbException or DbUpdateException or InvalidOperationException or AuditUnavailableException)
            {
                RoundFailed(logger, fault.GetType().Name);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
        while (await NextAsync(timer, stoppingToken));
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken ct)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(6000, LogLevel.Error, "A round of oversight failed with {Fault}; the next one tries again")]
    private static partial void RoundFailed(ILogger logger, string fault);
}

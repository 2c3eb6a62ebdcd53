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
        var (counted, countedAtRound, roundEnded, roundTook) = (0L, 0L, 0L, TimeSpan.Zero);
        using var timer = new PeriodicTimer(Pause);
        do
        {
            await TryAsync(
                async () =>
                {
                    await tally.CatchUpAsync(int.MaxValue, stoppingToken);
                    counted = await tally.CountedAsync(stoppingToken);   // not what was new just now: a page may have counted it
                }, stoppingToken);
            if (counted > countedAtRound && (roundEnded == 0 || clock.GetElapsedTime(roundEnded) > roundTook * RoundShare))
            {
                var started = clock.GetTimestamp();
                await TryAsync(
                    async () =>
                    {
                        await round.RunAsync(stoppingToken);
                        countedAtRound = counted;
                    }, stoppingToken);
                (roundEnded, roundTook) = (clock.GetTimestamp(), clock.GetElapsedTime(started));
            }

            await TryAsync(() => round.EscalateAsync(stoppingToken), stoppingToken);
            await TryAsync(() => AllAsync(exports.StepAsync, stoppingToken), stoppingToken);
            await TryAsync(() => AllAsync(drafts.StepAsync, stoppingToken), stoppingToken);
            if (@checked is not { } last || clock.GetUtcNow() - last > BetweenChecks)
            {
                @checked = clock.GetUtcNow();
                await TryAsync(() => checks.CheckAsync(stoppingToken), stoppingToken);
            }
        }
        while (await NextAsync(timer, stoppingToken));
    }

    private static async Task AllAsync(Func<CancellationToken, Task<bool>> step, CancellationToken ct)
    {
        while (await step(ct))
        {
            ct.ThrowIfCancellationRequested();
        }
    }

    /// <summary>What fails in one kind of work holds up no other.</summary>
    private async Task TryAsync(Func<Task> work, CancellationToken ct)
    {
        try
        {
            ct.ThrowIfCancellationRequested();
            await work();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            RoundFailed(logger, fault.GetType().Name);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The program stops; the timer says so too.
        }
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

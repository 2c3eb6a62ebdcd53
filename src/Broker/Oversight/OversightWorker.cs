using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Oversight.Drafts;
using ZioExchange.Broker.Oversight.Reports;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Oversight;

/// <summary>The long work of oversight, in the background: counts what is new, scopes incidents, draws the sample, runs the rules, writes exports, checks the log. Each step may be done again without harm.</summary>
/// <remarks>The two that read a great deal, the round over every organisation and the check of the whole log, are done by one node at a time (<see cref="BackgroundTurns"/>).</remarks>
public sealed partial class OversightWorker(BrokerDatabase database, TallyBook tally, OversightRound round, IncidentBook incidents, ExportBook exports, DraftBook drafts, LogChecks checks, TimeProvider clock, ILogger<OversightWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenChecks = TimeSpan.FromHours(1);
    private static readonly TimeSpan RoundAtMost = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan AfterFailedCheck = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);

    // A round reads the last month of every organisation: however long that takes, it may take a twentieth of the time.
    private const int RoundShare = 20;

    private const string RoundTurn = "oversight-round";
    private const string CheckTurn = "log-check";

    private long _lookedForCheck;
    private long _counted;
    private long _countedAtRound;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.RunAsync(Pause, StepAsync, fault => RoundFailed(logger, fault.GetType().Name), stoppingToken);

    private async Task StepAsync(CancellationToken ct)
    {
        await TryAsync(() => AllAsync(incidents.StepAsync, ct), ct);   // first: its 72 hours run
        await TryAsync(
            async () =>
            {
                await tally.CatchUpAsync(int.MaxValue, ct);
                _counted = await tally.CountedAsync(ct);   // not what was new just now: a page may have counted it
            }, ct);
        if (_counted > _countedAtRound)
        {
            await TryAsync(() => RoundAsync(ct), ct);
        }

        await TryAsync(() => round.EscalateAsync(ct), ct);
        await TryAsync(() => AllAsync(exports.StepAsync, ct), ct);
        await TryAsync(() => AllAsync(drafts.StepAsync, ct), ct);
        if (_lookedForCheck == 0 || clock.GetElapsedTime(_lookedForCheck) > BetweenLooks)
        {
            _lookedForCheck = clock.GetTimestamp();
            await TryAsync(() => CheckAsync(ct), ct);
        }
    }

    private async Task RoundAsync(CancellationToken ct)
    {
        if (!await database.TakeTurnAsync(RoundTurn, RoundAtMost, ct))
        {
            return;
        }

        var (started, counted) = (clock.GetTimestamp(), _counted);
        try
        {
            await round.RunAsync(ct);
            _countedAtRound = counted;
        }
        finally
        {
            await database.EndTurnAsync(RoundTurn, clock.GetElapsedTime(started) * RoundShare, CancellationToken.None);
        }
    }

    private async Task CheckAsync(CancellationToken ct)
    {
        if (!await database.TakeTurnAsync(CheckTurn, BetweenChecks, ct))
        {
            return;
        }

        try
        {
            await checks.CheckAsync(ct);
        }
        catch
        {
            await database.EndTurnAsync(CheckTurn, AfterFailedCheck, CancellationToken.None);
            throw;
        }
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
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            RoundFailed(logger, fault.GetType().Name);
        }
    }

    [LoggerMessage(6000, LogLevel.Error, "A round of oversight failed with {Fault}; the next one tries again")]
    private static partial void RoundFailed(ILogger logger, string fault);
}

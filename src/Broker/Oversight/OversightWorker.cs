using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Oversight.Drafts;
using ZioExchange.Broker.Oversight.Reports;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Oversight;

/// <summary>The long work of oversight, in the background: counts what is new, scopes incidents, draws the sample, runs the rules, writes exports, checks the log. Each step may be done again without harm.</summary>
public sealed partial class OversightWorker(TallyBook tally, OversightRound round, IncidentBook incidents, ExportBook exports, DraftBook drafts, LogChecks checks, TimeProvider clock, ILogger<OversightWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenChecks = TimeSpan.FromHours(1);

    // A round reads the last month of every organisation: however long that takes, it may take a twentieth of the time.
    private const int RoundShare = 20;

    private DateTimeOffset? _checked;
    private long _counted;
    private long _countedAtRound;
    private long _roundEnded;
    private TimeSpan _roundTook;

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
        if (_counted > _countedAtRound && (_roundEnded == 0 || clock.GetElapsedTime(_roundEnded) > _roundTook * RoundShare))
        {
            var started = clock.GetTimestamp();
            await TryAsync(
                async () =>
                {
                    await round.RunAsync(ct);
                    _countedAtRound = _counted;
                }, ct);
            (_roundEnded, _roundTook) = (clock.GetTimestamp(), clock.GetElapsedTime(started));
        }

        await TryAsync(() => round.EscalateAsync(ct), ct);
        await TryAsync(() => AllAsync(exports.StepAsync, ct), ct);
        await TryAsync(() => AllAsync(drafts.StepAsync, ct), ct);
        if (_checked is not { } last || clock.GetUtcNow() - last > BetweenChecks)
        {
            _checked = clock.GetUtcNow();
            await TryAsync(() => checks.CheckAsync(ct), ct);
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

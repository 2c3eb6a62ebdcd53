using ZioExchange.Broker.Hosting;
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

    private DateTimeOffset? _checked;
    private bool _isNew;
    private long _roundEnded;
    private TimeSpan _roundTook;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.RunAsync(Pause, StepAsync, fault => RoundFailed(logger, fault.GetType().Name), stoppingToken, atOnce: true);

    private async Task StepAsync(CancellationToken ct)
    {
        _isNew |= await tally.CatchUpAsync(int.MaxValue, ct) > 0;
        if (_isNew && (_roundEnded == 0 || clock.GetElapsedTime(_roundEnded) > _roundTook * RoundShare))
        {
            var started = clock.GetTimestamp();
            await round.RunAsync(ct);
            (_isNew, _roundEnded, _roundTook) = (false, clock.GetTimestamp(), clock.GetElapsedTime(started));
        }

        await round.EscalateAsync(ct);
        while (await exports.StepAsync(ct) || await drafts.StepAsync(ct))
        {
            ct.ThrowIfCancellationRequested();
        }

        if (_checked is not { } last || clock.GetUtcNow() - last > BetweenChecks)
        {
            _checked = clock.GetUtcNow();
            await checks.CheckAsync(ct);
        }
    }

    [LoggerMessage(6000, LogLevel.Error, "A round of oversight failed with {Fault}; the next one tries again")]
    private static partial void RoundFailed(ILogger logger, string fault);
}

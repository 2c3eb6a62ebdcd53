using System.Globalization;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Hosting;

/// <summary>Small regular work of every node: forgets identifiers and answers that can no longer be presented (a certificate an hour), and takes over rotated keys.</summary>
/// <remarks>Deleting what has lapsed is the same however many nodes do it, so no leader is needed.</remarks>
internal sealed partial class Housekeeping(
    BrokerDatabase database, IssuerKeyStore keys, KnownKeys passed, IdentityClock clock, ClockWatch watch, IAuditLog log, ILogger<Housekeeping> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan BetweenCertificates = TimeSpan.FromHours(1);

    private DateTimeOffset _certified = clock.Now;
    private long _purged;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Rounds.RunAsync(Every, RoundAsync, fault => Failed(logger, fault.GetType().Name), stoppingToken);

    internal async Task RoundAsync(CancellationToken ct)
    {
        await keys.LoadAsync(ct);
        if (!watch.IsEven())
        {
            Jumped(logger);
            return;
        }

        var now = clock.Now;
        _purged += await database.PurgeUsedAsync(now, ct);
        _purged += await database.PurgeAnswersAsync(now, ct);
        await database.PurgeBudgetsAsync(ct);
        await passed.PurgeAsync(ct);
        await CertifyAsync(now, ct);
    }

    /// <summary>One entry an hour says how much went: an entry a minute would outgrow what it is about.</summary>
    private async Task CertifyAsync(DateTimeOffset now, CancellationToken ct)
    {
        if (_purged == 0 || now - _certified < BetweenCertificates)
        {
            return;
        }

        await log.AppendAsync(
            new AuditEntry
            {
                Kind = AuditKind.Erasure,
                Outcome = AuditOutcome.Success,
                Moment = now,
                TraceId = TraceId.Current,
                ReasonCode = "RETENTION_ENDED",
                Details = new Dictionary<string, string> { ["act"] = "IDENTIFIERS_PURGED", ["count"] = _purged.ToString(CultureInfo.InvariantCulture) },
            },
            step: null, ct);
        (_purged, _certified) = (0, now);
    }

    [LoggerMessage(7201, LogLevel.Warning, "The clock of this machine jumped less than an hour ago: nothing is deleted by date. See docs/runbooks/clock.md")]
    private static partial void Jumped(ILogger logger);

    [LoggerMessage(7200, LogLevel.Warning, "Housekeeping failed and will be tried again: {Fault}")]
    private static partial void Failed(ILogger logger, string fault);
}

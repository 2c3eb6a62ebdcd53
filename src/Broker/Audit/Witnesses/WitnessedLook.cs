using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Audit.Witnesses;

/// <summary>Holds each ten seconds what the database says this broker cosigned against what this node keeps of it; see <see cref="Witness.LookAsync"/>.</summary>
internal sealed class WitnessedLook(Witness witness, ILogger<WitnessedLook> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => witness.HasLogs
        ? Rounds.RunAsync(Every, witness.LookAsync, fault => logger.WitnessRoundFailed(fault.GetType().Name), stoppingToken, atOnce: true)
        : Task.CompletedTask;
}

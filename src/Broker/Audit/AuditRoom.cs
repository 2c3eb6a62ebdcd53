using ZioExchange.Broker.Audit.Witnesses;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Audit;

/// <summary>Puts the log into the program: one writer a node, readers and proofs over the same database.</summary>
public static class AuditRoom
{
    public static void AddAuditLog(this IServiceCollection services, BrokerSettings settings)
    {
        services.AddSingleton(provider => new AuditOptions
        {
            Origin = settings.LogOrigin,
            CheckpointFile = Storage.PublishedCheckpoint.FileIn(settings.DataPath, settings.Provider),
            EmptyMayStartAnew = provider.GetRequiredService<IHostEnvironment>().IsDevelopment(),
        });
        services.AddSingleton(provider => new Storage.PublishedCheckpoint(provider.GetRequiredService<AuditOptions>().CheckpointFile, provider.GetRequiredService<ILogger<Storage.PublishedCheckpoint>>()));
        services.AddSingleton(provider => ConfiguredWitnesses.From(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<AuditLog>();
        services.AddSingleton<IAuditLog>(provider => provider.GetRequiredService<AuditLog>());
        services.AddSingleton<LogProofs>();
        services.AddSingleton<LogReader>();
        services.AddSingleton<LogSlices>();
        services.AddSingleton<LogErasure>();
        services.AddSingleton(provider => provider.GetRequiredService<Notes.ILogSigner>().Key);
        services.AddSingleton<Exporting.LogExport>();
        services.AddWitness(settings);
        services.AddSingleton<WitnessedLog>();
        services.AddHostedService<WitnessRounds>();
    }
}

using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Storage;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit.Witnesses;

/// <summary>Makes this broker a witness of the logs in <c>Witness:Logs</c> (verifier keys, <c>Witness__Logs__0</c>), under the name <c>Log:Origin</c>/witness.</summary>
/// <remarks>Its key is derived from the master key, and signs nothing but cosignatures. Without logs to witness it refuses every checkpoint (404).</remarks>
internal static class WitnessRoom
{
    public static void AddWitness(this IServiceCollection services, BrokerSettings settings)
    {
        services.AddSingleton(new KeptWitnessed(KeptWitnessed.FileIn(settings.DataPath, settings.Provider)));
        services.AddSingleton(New);
        services.AddHostedService<WitnessedLook>();

        Witness New(IServiceProvider provider)
        {
            var texts = provider.GetRequiredService<IConfiguration>().GetSection("Witness:Logs").GetChildren().Select(log => log.Value).ToArray();
            var logs = texts.Select(text => VerifierKey.TryParse(text, out var log)
                ? log
                : throw new ConfigurationFaultException(["Witness:Logs holds the verifier keys of the logs to witness, as their log.vkey has them."])).ToArray();
            var seed = provider.GetRequiredService<MasterKey>().Derive("witness-signing-key");
            return new Witness(
                provider.GetRequiredService<BrokerDatabase>(), WitnessKey.Create($"{settings.LogOrigin}/witness", Ed25519.PublicKey(seed)), seed, logs, provider.GetRequiredService<ILogSigner>(),
                provider.GetRequiredService<KeptWitnessed>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<Witness>>());
        }
    }
}

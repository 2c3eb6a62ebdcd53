using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Sealing;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;

namespace ZioExchange.Broker.Keys;

/// <summary>Puts the keys into the program: the master key from its file, and the log's signing key, wrapped by it, from the data folder.</summary>
public static class KeysRoom
{
    public static void AddKeys(this IServiceCollection services, BrokerSettings settings, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddSingleton(_ => configuration["Keys:MasterKeyFile"] is { } file
            ? MasterKeyFile.Read(file)
            : environment.IsDevelopment()
                ? MasterKeyFile.ReadOrMake(MasterKeyFile.MadeIn(settings.DataPath))
                : throw new InvalidOperationException("Keys:MasterKeyFile is not set."));
        services.AddSingleton<IMasterKey>(provider => provider.GetRequiredService<MasterKey>());
        services.AddSingleton(provider => LogKeyFile.ReadOrMake(settings, provider.GetRequiredService<MasterKey>()));
        services.AddSingleton<ILogSigner>(provider => provider.GetRequiredService<FileLogSigner>());
        services.AddSingleton<SharedKeyRing>();
        services.AddDataProtection().SetApplicationName("zioexchange");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(options => options.XmlRepository = provider.GetRequiredService<SharedKeyRing>()));
        services.AddSingleton(provider => new DpopNonce(provider.GetRequiredService<MasterKey>().Derive("dpop-nonce")));
    }
}

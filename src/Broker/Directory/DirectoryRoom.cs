using ZioExchange.Broker.Directory.Admissions;
using ZioExchange.Broker.Identity;

namespace ZioExchange.Broker.Directory;

/// <summary>Puts the directory into the program.</summary>
public static class DirectoryRoom
{
    public static void AddDirectory(this IServiceCollection services)
    {
        services.AddSingleton<PartnerDirectory>();
        services.AddSingleton<PartyTypes>();
        services.AddSingleton<Accessions>();
        services.AddSingleton<SourceRegistry>();
        services.AddSingleton<OperatorKeys>();
        services.AddSingleton<AdmissionOffice>();
        services.AddSingleton<IPartnerClients>(provider => provider.GetRequiredService<PartnerDirectory>());
    }
}

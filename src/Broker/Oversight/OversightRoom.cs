using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Oversight.Tally;

namespace ZioExchange.Broker.Oversight;

/// <summary>Puts the work of privacy officers into the program: search, counts, checks of the log, review queue, signals, rights, reports.</summary>
public static class OversightRoom
{
    public static void AddOversight(this IServiceCollection services, BrokerSettings settings, IHostEnvironment environment)
    {
        services.AddOfficerSignIn(environment);
        services.AddSingleton<ChildNames>();
        services.AddSingleton<OversightLog>();
        services.AddSingleton<EntryTelling>();
        services.AddSingleton<EntryDetails>();
        services.AddSingleton<TallyBook>();
        services.AddSingleton<Tallies>();
        services.AddSingleton<LogChecks>();
        services.AddScoped<Pages.Toezicht.CodeWords>();
        services.AddHostedService<OversightWorker>();
    }
}

using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Oversight.Aftercare;
using ZioExchange.Broker.Oversight.Consents;
using ZioExchange.Broker.Oversight.Dpia;
using ZioExchange.Broker.Oversight.Drafts;
using ZioExchange.Broker.Oversight.Reports;
using ZioExchange.Broker.Oversight.Reviews;
using ZioExchange.Broker.Oversight.Rights;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Oversight.Signals;
using ZioExchange.Broker.Oversight.Tally;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Oversight;

/// <summary>Puts the work of privacy officers into the program: search, counts, checks of the log, review queue, signals, rights, reports.</summary>
public static class OversightRoom
{
    public static void AddOversight(this IServiceCollection services, BrokerSettings settings, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddOfficerSignIn(configuration, environment);
        services.AddSingleton<ChildNames>();
        services.AddSingleton<SignInKeys>();
        services.AddSingleton<OversightLog>();
        services.AddSingleton<OfficerActs>();
        services.AddSingleton<EntryTelling>();
        services.AddSingleton<EntryDetails>();
        services.AddSingleton<TallyBook>();
        services.AddSingleton<Tallies>();
        services.AddSingleton<LogChecks>();
        services.AddScoped<Pages.Toezicht.CodeWords>();
        services.AddSingleton<Pages.Toezicht.CourtActs>();
        services.AddSingleton(_ => SamplingPlan.Read(settings.SchemasPath));
        services.AddSingleton<Sampler>();
        services.AddSingleton<ReviewSampling>();
        services.AddSingleton<ReviewBook>();
        services.AddSingleton<Exchange.IBreakGlassReviews, OpenBreakGlass>();
        services.AddSingleton(_ => SignalRules.Read(settings.SchemasPath));
        services.AddSingleton<EventReader>();
        services.AddSingleton<SignalBook>();
        services.AddSingleton<OversightRound>();
        services.AddSingleton<RightsEffects>();
        services.AddSingleton<RightsBook>();
        services.AddSingleton<FamilyRights>();
        services.AddSingleton<ChildReports>();
        services.AddSingleton<ExportNames>();
        services.AddSingleton<ExportBook>();
        services.AddSingleton<MonthReports>();
        services.AddSingleton<ProcessingRegister>();
        services.AddSingleton<IncidentBook>();
        services.AddSingleton(_ => new DraftPolicies(Path.Combine(settings.SchemasPath, "policy")));
        services.AddSingleton<DraftBook>();
        services.AddSingleton<RecallBook>();
        services.AddSingleton<InformingBook>();
        services.AddSingleton<UnopenedDossiers>();
        services.AddSingleton<RetentionBook>();
        services.AddSingleton<OpenRisks>();
        services.AddSingleton<DpiaBook>();
        services.AddSingleton<ConsentQuality>();
        services.AddSingleton<Deadlines>();
        services.AddHostedService<OversightWorker>();
    }
}

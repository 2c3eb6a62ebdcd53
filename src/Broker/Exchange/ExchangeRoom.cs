using ZioExchange.Adapters.Sources;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Exchange;

/// <summary>Puts the exchange into the program: policy, type table, mapping tables, fetchers and the pipeline.</summary>
public static class ExchangeRoom
{
    public static void AddExchange(this IServiceCollection services, BrokerSettings settings)
    {
        var schemas = new SchemaFolder(settings.SchemasPath);
        services.AddSingleton(schemas);
        services.AddSingleton(_ => schemas.ReadPolicy());
        services.AddSingleton(_ => schemas.ReadFhirTypes());
        services.AddSingleton(_ => schemas.ReadMappings());
        services.AddSingleton<MappingRoom>();
        services.AddSingleton<DossierAnswer>();
        services.AddSingleton<QuestionReader>();
        services.AddSingleton<Participation>();
        services.AddSingleton<SourceDecisions>();
        services.AddSingleton(new SourceCompartments());
        services.AddSingleton<SourceRoom>();
        services.AddSingleton<ExchangePipeline>();
        services.AddSingleton<RefusalPace>();
        services.AddSingleton<AuthZen.Evaluation>();
        services.AddSingleton(provider => new SourceFetchers(SourceHttp.CreateClient(address => settings.MayReachSource(address)), new SourceLimits(), provider.GetRequiredService<PartyTypes>().Of));
    }
}

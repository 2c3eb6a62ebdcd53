using System.Net;
using ZioExchange.Adapters.Sources;
using ZioExchange.Adapters.Sources.Aanbieder;
using ZioExchange.Adapters.Sources.Gemeente;
using ZioExchange.Adapters.Sources.School;
using ZioExchange.Adapters.Sources.Swv;
using ZioExchange.Adapters.Sources.Zorgkantoor;
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
        AddFetchers(services);
    }

    private static void AddFetchers(IServiceCollection services)
    {
        // Only registered addresses are called, never what a document or a redirect says; no cookies, no proxy of the environment.
        services.AddSingleton(_ => new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxConnectionsPerServer = 64,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        });
        services.AddSingleton(new SourceLimits());
        services.AddSingleton<ISourceFetcher>(provider => new SchoolFetcher(
            provider.GetRequiredService<HttpClient>(), provider.GetRequiredService<SourceLimits>(), provider.GetRequiredService<PartyTypes>().Of));
        services.AddSingleton<ISourceFetcher, SwvFetcher>();
        services.AddSingleton<ISourceFetcher, GemeenteFetcher>();
        services.AddSingleton<ISourceFetcher, ZorgkantoorFetcher>();
        services.AddSingleton<ISourceFetcher, AanbiederFetcher>();
    }
}

using System.Net;
using ZioExchange.Adapters.Sources;

namespace ZioExchange.Broker.Sandbox.Hosts;

/// <summary>The five source systems of the sandbox, on loopback, speaking the parties' real formats. Development only.</summary>
public sealed class SandboxSourceHosts : IAsyncDisposable
{
    private const int MaxQuestionBytes = 64 * 1024;

    private readonly List<WebApplication> _hosts;

    private SandboxSourceHosts(List<WebApplication> hosts, IReadOnlyDictionary<string, SourceEndpoint> endpoints, SourceFaults faults) =>
        (_hosts, Endpoints, Faults) = (hosts, endpoints, faults);

    /// <summary>By client name: where its source system answers.</summary>
    public IReadOnlyDictionary<string, SourceEndpoint> Endpoints { get; }

    /// <summary>How a test makes a source misbehave.</summary>
    public SourceFaults Faults { get; }

    /// <summary>Starts the five systems; all listen when it returns, or none.</summary>
    /// <exception cref="InvalidOperationException">The environment is not Development.</exception>
    /// <exception cref="IOException">A port is taken.</exception>
    public static async Task<SandboxSourceHosts> StartAsync(
        SandboxRegion region, SandboxSecrets secrets, SandboxSourceOptions options, IHostEnvironment environment, CancellationToken ct)
    {
        if (!environment.IsDevelopment())
        {
            throw new InvalidOperationException("The sandbox exists in Development only.");
        }

        var faults = new SourceFaults();
        var hosts = new List<WebApplication>();
        var endpoints = new Dictionary<string, SourceEndpoint>();
        try
        {
            foreach (var kind in Enum.GetValues<SourceKind>())
            {
                var host = Build(region, secrets, faults, kind, options.BasePort == 0 ? 0 : options.BasePort + (int)kind);
                hosts.Add(host);
                await host.StartAsync(ct);
                Register(endpoints, region, secrets, kind, Address(host));
            }
        }
        catch
        {
            await StopAsync(hosts);
            throw;
        }

        return new SandboxSourceHosts(hosts, endpoints, faults);
    }

    public async ValueTask DisposeAsync() => await StopAsync(_hosts);

    private static WebApplication Build(SandboxRegion region, SandboxSecrets secrets, SourceFaults faults, SourceKind kind, int port)
    {
        // An empty builder: nothing of the broker's own configuration, logging or addresses reaches a source.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development });
        builder.Services.AddRouting();
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxQuestionBytes;
            kestrel.Listen(IPAddress.Loopback, port);
        });

        var host = builder.Build();
        host.UseRouting();
        host.Use((http, next) => IsOpenedBy(http, secrets) ? next(http) : Unauthorized(http));
        new SourceRoutes(region, new SourceAnswers(region, faults)).Map(host, kind);
        return host;
    }

    private static bool IsOpenedBy(HttpContext http, SandboxSecrets secrets)
    {
        const string Scheme = "Bearer ";
        var header = http.Request.Headers.Authorization.ToString();

        return header.StartsWith(Scheme, StringComparison.Ordinal)
            && http.Request.RouteValues["client"] is string client && secrets.Opens(client, header[Scheme.Length..]);
    }

    private static Task Unauthorized(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    private static void Register(
        Dictionary<string, SourceEndpoint> endpoints, SandboxRegion region, SandboxSecrets secrets, SourceKind kind, Uri address)
    {
        foreach (var client in region.Organisations.Where(organisation => organisation.Source == kind).Select(organisation => organisation.Client))
        {
            endpoints[client] = new SourceEndpoint(kind, new Uri(address, $"{client}/"), secrets.Of(client));
        }
    }

    private static Uri Address(WebApplication host) => new(host.Urls.First());

    private static async Task StopAsync(List<WebApplication> hosts)
    {
        foreach (var host in hosts)
        {
            // A source that hangs on purpose must not hold up the end.
            using var hurry = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
            await host.StopAsync(hurry.Token);
            await host.DisposeAsync();
        }
    }
}

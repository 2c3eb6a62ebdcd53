using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Sandbox;

namespace ZioExchange.Benchmarks.Attacks;

/// <summary>The real broker with its sandbox on a free loopback port, with budgets out of the way, so that what refuses is the check and not the limit.</summary>
internal sealed class AttackedBroker : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _data;
    private readonly bool _isOwner;

    private AttackedBroker(WebApplication app, string data, bool isOwner, Uri address) => (_app, _data, _isOwner, Address) = (app, data, isOwner, address);

    public string Data => _data;

    public Uri Address { get; }

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = 64 });

    public IServiceProvider Services => _app.Services;

    public SandboxRegion Region => _app.Services.GetRequiredService<SandboxRoom>().Region;

    /// <param name="settings">Further settings of the command line, such as the database.</param>
    public static async Task<AttackedBroker> StartAsync(params string[] settings)
    {
        var data = System.IO.Directory.CreateTempSubdirectory("zio-attacks-").FullName;
        return await StartAsync(data, isOwner: true, settings);
    }

    /// <summary>A further node on the data folder and the database of another.</summary>
    /// <param name="isOwner">Whether the folder goes when this node stops.</param>
    public static async Task<AttackedBroker> StartAsync(string data, bool isOwner, params string[] settings)
    {
        var app = BrokerHost.Build([
            "--environment", "Development", "--urls", "http://127.0.0.1:0", "--Data:Path", data, "--applicationName", "zio", "--Logging:LogLevel:Default", "None",
            "--RateLimit:ApiPerMinute", "100000000", "--RateLimit:ExchangePerMinute", "100000000", "--RateLimit:TokensPerMinute", "100000000", "--RateLimit:FailedChecksPerMinute", "100000000", .. settings]);
        await Startup.PrepareAsync(app, CancellationToken.None);
        await app.StartAsync();
        return new AttackedBroker(app, data, isOwner, new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()));
    }

    public SandboxKey Key(string client) => new SandboxKeys(_data).Read(client)!;

    public SandboxClient Partner(string client) => new(Http, client, Key(client), Address);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_isOwner)
        {
            System.IO.Directory.Delete(_data, recursive: true);
        }
    }
}

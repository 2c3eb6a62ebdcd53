using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Sandbox;

namespace ZioExchange.Testing;

/// <summary>The real broker with its sandbox, in this process, on a free loopback port and a data folder that is thrown away.</summary>
/// <remarks>Starts at its first use, once for all tests that share the fixture. A restart keeps port and data, as a second node or a new process would.</remarks>
public sealed class LiveBroker : IAsyncLifetime
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private WebApplication? _app;

    /// <summary>Without a slash at the end.</summary>
    public string Address { get; } = $"http://127.0.0.1:{FreePort.Next()}";

    public string DataPath { get; } = Path.Combine(Path.GetTempPath(), $"zio-broker-{Guid.NewGuid():N}");

    /// <summary>Further settings of the command line; what many tests together do from one address is not held to a budget of failures. Such as <c>--RateLimit:ApiPerMinute 3</c>.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>The services of the running program, for what cannot be seen from outside.</summary>
    public async Task<IServiceProvider> ServicesAsync()
    {
        await StartAsync();
        return _app!.Services;
    }

    public async Task<SandboxRegion> RegionAsync() => (await ServicesAsync()).GetRequiredService<SandboxRoom>().Region;

    /// <summary>One of the sandbox's partner systems, by client name.</summary>
    public async Task<LivePartner> PartnerAsync(string client)
    {
        await StartAsync();
        return new LivePartner(_http, new Uri(Address), client, new SandboxKeys(DataPath).Read(client) ?? throw new ArgumentException("No such client.", nameof(client)));
    }

    /// <summary>Sends a request without any token.</summary>
    public async Task<Reply> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        await StartAsync();
        using var answer = await _http.SendAsync(request, ct);
        return await Reply.ReadAsync(answer, ct);
    }

    public async Task<Reply> GetAsync(string path, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address + path));
        return await SendAsync(request, ct);
    }

    /// <summary>Stops the program and starts it anew on the same data.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _http.Dispose();
        _gate.Dispose();
        if (System.IO.Directory.Exists(DataPath))
        {
            System.IO.Directory.Delete(DataPath, recursive: true);
        }
    }

    private async Task StartAsync()
    {
        await _gate.WaitAsync();
        try
        {
            if (_app is null)
            {
                Environment.SetEnvironmentVariable("ASPNETCORE_ENVIRONMENT", "Development");
                var app = BrokerHost.Build(["--urls", Address, "--Data:Path", DataPath, "--applicationName", "zio", "--RateLimit:FailedChecksPerMinute", "1000000", .. BusyMachine.Settings, .. Settings]);
                await Startup.PrepareAsync(app, CancellationToken.None);
                await app.StartAsync();
                _app = app;
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task StopAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }
}

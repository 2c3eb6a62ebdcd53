using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using ZioExchange.Broker.Cli.Ask;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Exchange;

/// <summary>A whole broker with its sandbox, in this process, on a free port and a data folder of its own.</summary>
public sealed class SandboxBroker : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) });

    private SandboxBroker(WebApplication app, string dataPath, Uri address) => (_app, DataPath, Address) = (app, dataPath, address);

    public string DataPath { get; }

    public Uri Address { get; }

    public IServiceProvider Services => _app.Services;

    internal SandboxRoom Sandbox => Services.GetRequiredService<SandboxRoom>();

    internal SandboxFamilies Families => SandboxFamilies.Read(DataPath)!;

    /// <param name="arguments">Further configuration, such as <c>--now</c> and an instant.</param>
    public static async Task<SandboxBroker> StartAsync(CancellationToken ct, params string[] arguments)
    {
        var data = System.IO.Directory.CreateTempSubdirectory("zio-broker-").FullName;
        var app = BrokerHost.Build(["--environment", "Development", "--urls", "http://127.0.0.1:0", "--Data:Path", data, .. BusyMachine.Settings, .. arguments]);
        await Startup.PrepareAsync(app, ct);
        await app.StartAsync(ct);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new SandboxBroker(app, data, new Uri(address));
    }

    /// <summary>Asks as a sandbox partner would, over HTTP.</summary>
    internal Task<BrokerAnswer> AskAsync(
        string client, string child, string purpose, string role, CancellationToken ct, string[]? sources = null, string? request = null, string[]? categories = null, string? justification = null) =>
        AskAsync(client, Question(client, child, purpose, role, sources, request, categories, justification), ct);

    internal Task<BrokerAnswer> AskAsync(string client, QuestionText question, CancellationToken ct) =>
        SendAsync(client, HttpMethod.Post, "/fhir/Patient/$kind-dossier", QuestionBody.Write(question), "application/fhir+json", ct);

    internal QuestionText Question(
        string client, string child, string purpose, string role, string[]? sources = null, string? request = null, string[]? categories = null, string? justification = null)
    {
        var families = Families;
        return new QuestionText(
            families.NumberOf(child, client)!, purpose, role, families.ProfessionalOf(client, role) ?? "nobody",
            categories ?? [], [.. (sources ?? []).Select(source => families.IdentifierOf(source)!)],
            request is null ? [] : [new SandboxIdentifier(Systems.SchoolRequest, request)], justification);
    }

    internal Task<BrokerAnswer> SendAsync(string client, HttpMethod method, string path, string body, string mediaType, CancellationToken ct) =>
        SendAsync(client, method, path, Encoding.UTF8.GetBytes(body), mediaType, ct);

    internal async Task<BrokerAnswer> SendAsync(string client, HttpMethod method, string path, byte[] body, string mediaType, CancellationToken ct)
    {
        var partner = Partner(client);
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        using var answer = await partner.SendAsync(method, path, content, await partner.TokenAsync(ct), ct);
        return await BrokerAnswer.ReadAsync(answer, ct);
    }

    internal SandboxClient Partner(string client) => new(_http, client, new SandboxKeys(DataPath).Read(client)!, Address);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        System.IO.Directory.Delete(DataPath, recursive: true);
    }
}

using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using ZioExchange.Broker.Cli.Ask;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Nodes;

/// <summary>One of several brokers on one database and one data folder, behind one public address.</summary>
internal sealed class BrokerNode : IAsyncDisposable
{
    public static readonly Uri PublicUrl = new("http://localhost:5999");
    private readonly WebApplication _app;
    private readonly HttpClient _http;
    private readonly string _data;

    private BrokerNode(WebApplication app, string data, Uri address) => (_app, _data, _http) = (app, data, new HttpClient(new ToNode(address)));

    public IServiceProvider Services => _app.Services;

    public static async Task<BrokerNode> StartAsync(string data, string connectionString, string now, CancellationToken ct)
    {
        var app = BrokerHost.Build([
            "--environment", "Development", "--urls", "http://127.0.0.1:0", "--Data:Path", data, "--PublicUrl", PublicUrl.AbsoluteUri, "--now", now,
            "--Database:Provider", "Postgres", "--Database:ConnectionString", connectionString, "--Logging:Console:LogLevel:Default", "None", .. BusyMachine.Settings]);
        await Startup.PrepareAsync(app, ct);
        await app.StartAsync(ct);
        return new BrokerNode(app, data, new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()));
    }

    public SandboxClient Partner(string client) => new(_http, client, new SandboxKeys(_data).Read(client)!, PublicUrl);

    public Task<HttpResponseMessage> AskAsync(string token, string client, string child, string purpose, string role, string source, CancellationToken ct) =>
        Partner(client).SendAsync(HttpMethod.Post, "/fhir/Patient/$kind-dossier", Question(client, child, purpose, role, source), token, ct);

    /// <summary>Sends a request with a proof of the caller's making, to use one twice.</summary>
    public async Task<int> AskWithProofAsync(string token, string proof, string client, string child, string purpose, string role, string source, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(PublicUrl, "/fhir/Patient/$kind-dossier")) { Content = Question(client, child, purpose, role, source) };
        request.Headers.Authorization = new("DPoP", token);
        request.Headers.Add("DPoP", proof);
        using var answer = await _http.SendAsync(request, ct);
        return (int)answer.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private StringContent Question(string client, string child, string purpose, string role, string source)
    {
        var families = SandboxFamilies.Read(_data)!;
        var body = QuestionBody.Write(new QuestionText(
            families.NumberOf(child, client)!, purpose, role, families.ProfessionalOf(client, role)!, [], [families.IdentifierOf(source)!], [], null));
        return new StringContent(body, Encoding.UTF8, "application/fhir+json");
    }

    /// <summary>Does what a load balancer does: takes what is meant for the public address to one node.</summary>
    private sealed class ToNode(Uri node) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(node, request.RequestUri!.PathAndQuery);
            request.Headers.Host = PublicUrl.Authority;
            return base.SendAsync(request, cancellationToken);
        }
    }
}

using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using ZioExchange.Broker.Cli.Ask;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Sandbox;

namespace ZioExchange.Broker.Tests.Exchange;

/// <summary>A whole broker with its sandbox, in this process, on a free port and a data folder of its own.</summary>
public sealed class SandboxBroker : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http = new();

    private SandboxBroker(WebApplication app, string dataPath, Uri address) => (_app, DataPath, Address) = (app, dataPath, address);

    public string DataPath { get; }

    public Uri Address { get; }

    public IServiceProvider Services => _app.Services;

    internal SandboxRoom Sandbox => Services.GetRequiredService<SandboxRoom>();

    /// <param name="arguments">Further configuration, such as <c>--now</c> and an instant.</param>
    public static async Task<SandboxBroker> StartAsync(CancellationToken ct, params string[] arguments)
    {
        var data = System.IO.Directory.CreateTempSubdirectory("zio-broker-").FullName;
        var app = BrokerHost.Build(["--environment", "Development", "--urls", "http://127.0.0.1:0", "--Data:Path", data, .. arguments]);
        await Startup.PrepareAsync(app, ct);
        await app.StartAsync(ct);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new SandboxBroker(app, data, new Uri(address));
    }

    /// <summary>Asks as a sandbox partner would, over HTTP.</summary>
    internal async Task<Answer> AskAsync(
        string client, string child, string purpose, string role, CancellationToken ct, string[]? sources = null, string? request = null, string[]? categories = null, string? justification = null)
    {
        var families = SandboxFamilies.Read(DataPath)!;
        var body = QuestionBody.Write(new QuestionText(
            families.NumberOf(child, client)!, purpose, role, families.ProfessionalOf(client, role) ?? "nobody",
            categories ?? [], [.. (sources ?? []).Select(source => families.IdentifierOf(source)!)],
            request is null ? [] : [new SandboxIdentifier(Systems.SchoolRequest, request)], justification));
        return await SendAsync(client, HttpMethod.Post, "/fhir/Patient/$kind-dossier", body, "application/fhir+json", ct);
    }

    internal async Task<Answer> SendAsync(string client, HttpMethod method, string path, string body, string mediaType, CancellationToken ct)
    {
        var partner = Partner(client);
        using var content = new StringContent(body, Encoding.UTF8, mediaType);
        using var answer = await partner.SendAsync(method, path, content, await partner.TokenAsync(ct), ct);
        return new Answer((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(ct));
    }

    internal SandboxClient Partner(string client) => new(_http, client, new SandboxKeys(DataPath).Read(client)!, Address);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        System.IO.Directory.Delete(DataPath, recursive: true);
    }

    /// <summary>An answer, with the questions tests ask of it.</summary>
    internal sealed record Answer(int Status, string Text)
    {
        public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Text);

        public IEnumerable<JsonElement> Resources => Json.TryGetProperty("entry", out var entries) ? entries.EnumerateArray().Select(entry => entry.GetProperty("resource")) : [];

        public IReadOnlySet<string> Types => Resources.Select(resource => resource.GetProperty("resourceType").GetString()!).ToHashSet();

        /// <summary>Every category in a security label.</summary>
        public IReadOnlySet<string> Categories => Resources
            .Where(resource => resource.TryGetProperty("meta", out var meta) && meta.TryGetProperty("security", out _))
            .SelectMany(resource => resource.GetProperty("meta").GetProperty("security").EnumerateArray())
            .Where(label => label.GetProperty("system").GetString()!.EndsWith("data-category", StringComparison.Ordinal))
            .Select(label => label.GetProperty("code").GetString()!).ToHashSet();

        /// <summary>Every reason code, of a refusal or of what is missing.</summary>
        public IReadOnlyList<string> Reasons => [.. Outcomes.SelectMany(outcome => outcome.GetProperty("issue").EnumerateArray())
            .SelectMany(issue => issue.GetProperty("details").GetProperty("coding").EnumerateArray())
            .Where(coding => coding.GetProperty("system").GetString()!.EndsWith("reason-code", StringComparison.Ordinal))
            .Select(coding => coding.GetProperty("code").GetString()!)];

        private IEnumerable<JsonElement> Outcomes => Json.GetProperty("resourceType").GetString() == "OperationOutcome"
            ? [Json] : Resources.Where(resource => resource.GetProperty("resourceType").GetString() == "OperationOutcome");
    }
}

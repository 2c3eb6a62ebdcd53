using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Cli.Ask;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Nodes;

/// <summary>Three nodes on one PostgreSQL database behind HAProxy, which runs deploy/haproxy.cfg: callers see one broker.</summary>
public sealed class BalancedNodes : IAsyncLifetime
{
    public const int Count = 3;

    /// <summary>Tokens for one organisation in a minute, over all nodes: few enough to use up.</summary>
    public const int TokensPerMinute = 150;
    private readonly PostgresDatabase _database = new();
    private readonly string _data = System.IO.Directory.CreateTempSubdirectory("zio-balanced-").FullName;
    private readonly List<WebApplication> _nodes = [];
    private readonly List<(int Port, int Management)> _ports = [.. Enumerable.Range(0, Count).Select(_ => (FreePort.Next(), FreePort.Next()))];
    private LoadBalancer? _balancer;

    /// <summary>Where callers come in, and what each node is told is its own address.</summary>
    public Uri Address { get; } = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Next()}"));

    public string Data => _data;

    public BrokerDatabase Database => _database.Database;

    /// <summary>What runs in each node.</summary>
    public IEnumerable<IServiceProvider> Services => _nodes.Select(node => node.Services);

    /// <summary>How many answers each node gave, by its name in the file.</summary>
    internal ConcurrentDictionary<string, int> AnsweredBy { get; } = new();

    /// <summary>HAProxy itself may have answered too, as "none", before it knew a node.</summary>
    public bool EachAnswered => Enumerable.Range(1, Count).All(number => AnsweredBy.ContainsKey(string.Create(CultureInfo.InvariantCulture, $"node{number}")));

    internal SandboxFamilies Families => SandboxFamilies.Read(_data)!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _database.CreateAsync();
        foreach (var (port, management) in _ports)
        {
            var app = BrokerHost.Build([
                "--environment", "Development", "--urls", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"), "--Management:Port", management.ToString(CultureInfo.InvariantCulture),
                "--PublicUrl", Address.AbsoluteUri, "--Data:Path", _data, "--Load:DrainSeconds", "5", "--RateLimit:TokensPerMinute", TokensPerMinute.ToString(CultureInfo.InvariantCulture), "--Logging:Console:LogLevel:Default", "None",
                "--Database:Provider", "Postgres", "--Database:ConnectionString", Database.ConnectionString]);
            await Startup.PrepareAsync(app, Ct);
            await app.StartAsync(Ct);
            _nodes.Add(app);
        }

        _balancer = LoadBalancer.Start(Address.Port, _ports);
        using var http = Http();
        await Eventually.TrueAsync(() => AllAnswerAsync(http), "an answer of each node", Ct);
    }

    /// <summary>A caller with a memory of its own for cookies.</summary>
    public HttpClient Http() => new(new Counting(AnsweredBy)) { BaseAddress = Address };

    /// <summary>A balancer of its own before these nodes and one more. Callers sign for <see cref="Address"/> all the same.</summary>
    /// <param name="port">Where it listens.</param>
    public LoadBalancer BalancerWith(int port, int anotherNode) => LoadBalancer.Start(port, [.. _ports, (anotherNode, anotherNode)]);

    /// <summary>What systemctl stop does: returns when the node is gone.</summary>
    public Task StopAsync(int node) => _nodes[node].StopAsync(Ct);

    public async Task<long> GrantsAsync() => (long)(await AskAsync("SELECT count(*) FROM grants"))!;

    /// <summary>Puts a statement to the database itself.</summary>
    /// <returns>The first value; null for none.</returns>
    public async Task<object?> AskAsync(string sql)
    {
        await using var connection = await Database.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Test code: the text comes from this folder only.
        command.CommandText = sql;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(Ct);
    }

    internal Task<LogReport> VerifyLogAsync() => new LogVerifier(Database, _nodes[^1].Services.GetRequiredService<ILogSigner>().Key).VerifyAsync(null, null, Ct);

    internal SandboxClient Partner(HttpClient http, string client) => new(http, client, new SandboxKeys(_data).Read(client)!, Address);

    internal LivePartner Live(HttpClient http, string client) => new(http, Address, client, new SandboxKeys(_data).Read(client)!);

    internal StringContent Question(string client) => new(
        QuestionBody.Write(new QuestionText(Families.NumberOf("1", client)!, "OPP", "IB", Families.ProfessionalOf(client, "IB")!, [], [Families.IdentifierOf("jeugdhulpaanbieder")!], [], null)),
        Encoding.UTF8,
        "application/fhir+json");

    public async ValueTask DisposeAsync()
    {
        if (_balancer is not null)
        {
            await _balancer.DisposeAsync();
        }

        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await _database.DropAsync();
        System.IO.Directory.Delete(_data, recursive: true);
    }

    private async Task<bool> AllAnswerAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/log/checkpoint", UriKind.Relative), Ct);
            return EachAnswered;
        }
        catch (HttpRequestException)
        {
            return false;   // HAProxy does not listen yet
        }
    }

    private sealed class Counting(ConcurrentDictionary<string, int> answeredBy) : DelegatingHandler(new SocketsHttpHandler { CookieContainer = new CookieContainer() })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            answeredBy.AddOrUpdate(answer.Headers.TryGetValues(LoadBalancer.NodeHeader, out var node) ? node.Single() : "none", 1, (_, before) => before + 1);
            return answer;
        }
    }
}

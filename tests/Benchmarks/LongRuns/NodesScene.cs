using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ZioExchange.Benchmarks.Log;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Cli.Ask;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Exchange;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Benchmarks.LongRuns;

/// <summary>Several nodes on one PostgreSQL database, and one consent of one child that is given, asked about and withdrawn on any of them.</summary>
/// <remarks>Requests go through the whole pipeline (facts, decision, fetch, mapping, re-check, log); tokens and HTTP in front of it are left out.</remarks>
internal sealed class NodesScene : IAsyncDisposable
{
    private const string Purpose = "JEUGDHULP_SCHOOL_INDIVIDUEEL";
    private static readonly AuditActor Actor = new("race", "OPERATOR", null);
    private static readonly Caller School = new(new OrganisationId("school-so"), new PartyType("SCHOOL"), "race", null);
    private static readonly PersonId Parent = new("kind-4-ouder-a");

    private readonly BenchDatabase _place;
    private readonly string _data = System.IO.Directory.CreateTempSubdirectory("zio-race-").FullName;
    private readonly List<WebApplication> _nodes = [];
    private DossierQuestion _question = null!;

    private NodesScene(BenchDatabase place) => _place = place;

    public int Count => _nodes.Count;

    public BrokerDatabase Database => _place.Database;

    public static async Task<NodesScene> StartAsync(int nodes)
    {
        var scene = new NodesScene(await BenchDatabase.CreateAsync(DatabaseProvider.Postgres));
        for (var node = 0; node < nodes; node++)
        {
            var app = BrokerHost.Build([
                "--environment", "Development", "--urls", "http://127.0.0.1:0", "--Data:Path", scene._data, "--PublicUrl", "http://localhost:5999",
                "--Logging:LogLevel:Default", "None", "--Logging:Console:LogLevel:Default", "None", "--Database:Provider", "Postgres", "--Database:ConnectionString", scene.Database.ConnectionString]);
            await Startup.PrepareAsync(app, CancellationToken.None);
            await app.StartAsync();
            scene._nodes.Add(app);
        }

        scene._question = await scene.QuestionAsync();
        return scene;
    }

    public IServiceProvider Node(int number) => _nodes[number % _nodes.Count].Services;

    public Task<Guid> GiveAsync(int node) => Node(node).GetRequiredService<GrantBook>().RecordAsync(Grant(), Actor, CancellationToken.None);

    public async Task WithdrawAsync(int node, Guid grant)
    {
        if (!await Node(node).GetRequiredService<GrantBook>().WithdrawAsync(grant, Parent, [], Actor, CancellationToken.None))
        {
            throw new FoundException("A withdrawal was not recorded.");
        }
    }

    /// <returns>Whether anything was released.</returns>
    public async Task<bool> AskAsync(int node)
    {
        var answer = await Node(node).GetRequiredService<ExchangePipeline>().RunAsync(School, _question, CancellationToken.None);
        return answer.Parts.Any(part => part.Content.Count > 0);
    }

    /// <summary>One child with fifty thousand ended consents is not what is measured. What happened stays in the log.</summary>
    public async Task ForgetEndedAsync()
    {
        await using var connection = await Database.OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = """
            SET session_replication_role = replica;   -- rows of the register are append-only: only the owner of the database gets past that
            DELETE FROM grant_events WHERE grant_id IN (SELECT id FROM grants WHERE child_id = 'sandbox-4' AND purpose = 'JEUGDHULP_SCHOOL_INDIVIDUEEL');
            DELETE FROM grants WHERE child_id = 'sandbox-4' AND purpose = 'JEUGDHULP_SCHOOL_INDIVIDUEEL';
            SET session_replication_role = DEFAULT
            """;
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.StopAsync();
            await node.DisposeAsync();
        }

        await _place.DisposeAsync();
        System.IO.Directory.Delete(_data, recursive: true);
    }

    private async Task<DossierQuestion> QuestionAsync()
    {
        var families = SandboxFamilies.Read(_data)!;
        var text = QuestionBody.Write(new QuestionText(
            families.NumberOf("4", "school-so")!, Purpose, "IB", families.ProfessionalOf("school-so", "IB")!, [], [families.IdentifierOf("gemeente-c")!], [], null));
        return (await Node(0).GetRequiredService<QuestionReader>().ReadAsync(Encoding.UTF8.GetBytes(text), CancellationToken.None)).Question!;
    }

    private static NewGrant Grant() => new(
        new ChildReference("sandbox-4"), Parent, new Purpose(Purpose), new OrganisationId("gemeente-c"), null, new DateOnly(2027, 7, 31),
        new GrantBody(
            ["school-so"], ["ID_BASIS", "JEUGDHULP_BESCHIKKING"],
            new EvidenceBody(EvidenceMethod.Assisted, LevelOfAssurance.NotApplicable, "2026-1", null, "nl", "ASSISTED", true, false, true), null, []));
}

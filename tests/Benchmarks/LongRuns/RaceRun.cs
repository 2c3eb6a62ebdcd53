using System.Diagnostics;
using System.Globalization;
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

/// <summary>Withdrawals against requests in flight on three nodes of one PostgreSQL database. One release with a place in the log after the withdrawal of its ground ends the run.</summary>
/// <remarks>Requests go through the whole pipeline (facts, decision, fetch, mapping, re-check, log); tokens and HTTP in front of it are left out, to have more races a second.</remarks>
internal static class RaceRun
{
    private const int Nodes = 3;
    private const int RequestsOfOne = 2;
    private const int SpreadMilliseconds = 10;
    private const string Purpose = "JEUGDHULP_SCHOOL_INDIVIDUEEL";
    private static readonly AuditActor Actor = new("race", "OPERATOR", null);
    private static readonly PersonId Parent = new("kind-4-ouder-a");

    /// <param name="races">Withdrawals; the run ends sooner when the time is up.</param>
    public static async Task RunAsync(int races, int seconds, TextWriter output)
    {
        await using var place = await BenchDatabase.CreateAsync(DatabaseProvider.Postgres);
        var data = System.IO.Directory.CreateTempSubdirectory("zio-race-").FullName;
        var nodes = new List<WebApplication>();
        for (var node = 0; node < Nodes; node++)
        {
            var app = BrokerHost.Build([
                "--environment", "Development", "--urls", "http://127.0.0.1:0", "--Data:Path", data, "--PublicUrl", "http://localhost:5999",
                "--Logging:LogLevel:Default", "None", "--Logging:Console:LogLevel:Default", "None", "--Database:Provider", "Postgres", "--Database:ConnectionString", place.Database.ConnectionString]);
            await Startup.PrepareAsync(app, CancellationToken.None);
            await app.StartAsync();
            nodes.Add(app);
        }

        var question = await QuestionAsync(nodes[0].Services, data);
        var random = new Random(20261122);
        var watch = Stopwatch.StartNew();
        var (done, released, pause) = (0, 0L, SpreadMilliseconds);
        for (; done < races && watch.Elapsed.TotalSeconds < seconds; done++)
        {
            if (done % 100 == 99)
            {
                await ForgetEndedAsync(place.Database);
            }

            // About half of the requests should win: then most withdrawals fall between a decision and its release.
            var won = await RaceAsync(nodes, question, done, pause + random.Next(SpreadMilliseconds), random);
            pause = Math.Clamp(pause + (won * 2 < Nodes * RequestsOfOne ? 1 : -1), 0, 1_000);
            released += won;
        }

        var (disclosures, entries, _) = await LogOrder.CheckAsync(nodes[0].Services.GetRequiredService<LogReader>());
        foreach (var node in nodes)
        {
            await node.StopAsync();
            await node.DisposeAsync();
        }

        System.IO.Directory.Delete(data, recursive: true);
        if (released > disclosures)
        {
            throw new FoundException($"{released} releases, but {disclosures} disclosures in the log.");
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{done} withdrawals, each against {Nodes * RequestsOfOne} requests on {Nodes} nodes, {released} of which released something, in {watch.Elapsed.TotalSeconds:F0} s; {entries} entries; no release after its withdrawal"));
    }

    /// <summary>One consent, requests about it that begin a little apart on every node, and its withdrawal somewhere among them.</summary>
    /// <returns>How many of them released something.</returns>
    private static async Task<int> RaceAsync(List<WebApplication> nodes, DossierQuestion question, int race, int pause, Random random)
    {
        var id = await nodes[race % Nodes].Services.GetRequiredService<GrantBook>().RecordAsync(Grant(), Actor, CancellationToken.None);
        var requests = Enumerable.Range(0, Nodes * RequestsOfOne).Select(n => LaterAsync(nodes[n % Nodes].Services, question, random.Next(SpreadMilliseconds))).ToArray();
        await Task.Delay(pause);
        if (!await nodes[(race + 1) % Nodes].Services.GetRequiredService<GrantBook>().WithdrawAsync(id, Parent, [], Actor, CancellationToken.None))
        {
            throw new FoundException("A withdrawal was not recorded.");
        }

        // Acknowledged: from here on no node releases anything.
        if (await OnceAsync(nodes[(race + 2) % Nodes].Services, question, CancellationToken.None))
        {
            throw new FoundException($"Race {race}: a node released after the withdrawal was acknowledged.");
        }

        return (await Task.WhenAll(requests)).Count(released => released);
    }

    private static async Task<bool> LaterAsync(IServiceProvider node, DossierQuestion question, int milliseconds)
    {
        await Task.Delay(milliseconds);
        return await OnceAsync(node, question, CancellationToken.None);
    }

    /// <summary>One child with fifty thousand ended consents is not what is raced. What happened stays in the log, which is what is checked.</summary>
    private static async Task ForgetEndedAsync(BrokerDatabase database)
    {
        await using var connection = await database.OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = """
            SET session_replication_role = replica;   -- rows of the register are append-only: only the owner of the database gets past that
            DELETE FROM grant_events WHERE grant_id IN (SELECT id FROM grants WHERE child_id = 'sandbox-4' AND purpose = 'JEUGDHULP_SCHOOL_INDIVIDUEEL');
            DELETE FROM grants WHERE child_id = 'sandbox-4' AND purpose = 'JEUGDHULP_SCHOOL_INDIVIDUEEL';
            SET session_replication_role = DEFAULT
            """;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<bool> OnceAsync(IServiceProvider node, DossierQuestion question, CancellationToken ct)
    {
        var answer = await node.GetRequiredService<ExchangePipeline>().RunAsync(new Caller(new OrganisationId("school-so"), new PartyType("SCHOOL"), "race", null), question, ct);
        return answer.Parts.Any(part => part.Content.Count > 0);
    }

    private static async Task<DossierQuestion> QuestionAsync(IServiceProvider node, string data)
    {
        var families = SandboxFamilies.Read(data)!;
        var text = QuestionBody.Write(new QuestionText(
            families.NumberOf("4", "school-so")!, Purpose, "IB", families.ProfessionalOf("school-so", "IB")!, [], [families.IdentifierOf("gemeente-c")!], [], null));
        return (await node.GetRequiredService<QuestionReader>().ReadAsync(System.Text.Encoding.UTF8.GetBytes(text), CancellationToken.None)).Question!;
    }

    private static NewGrant Grant() => new(
        new ChildReference("sandbox-4"), Parent, new Purpose(Purpose), new OrganisationId("gemeente-c"), null, new DateOnly(2027, 7, 31),
        new GrantBody(
            ["school-so"], ["ID_BASIS", "JEUGDHULP_BESCHIKKING"],
            new EvidenceBody(EvidenceMethod.Assisted, LevelOfAssurance.NotApplicable, "2026-1", null, "nl", "ASSISTED", true, false, true), null, []));
}

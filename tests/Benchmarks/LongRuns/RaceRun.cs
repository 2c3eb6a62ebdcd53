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
                "--environment", "Development", "--urls", "http://127.0.0.1:0", "--Data:Path", data, "--PublicUrl", "http://localhost:5999", "--now", "2026-11-24T10:00:00+01:00",
                "--Logging:LogLevel:Default", "None", "--Logging:Console:LogLevel:Default", "None", "--Database:Provider", "Postgres", "--Database:ConnectionString", place.Database.ConnectionString]);
            await Startup.PrepareAsync(app, CancellationToken.None);
            await app.StartAsync();
            nodes.Add(app);
        }

        var question = await QuestionAsync(nodes[0].Services, data);
        using var over = new CancellationTokenSource();
        var watch = Stopwatch.StartNew();
        var askers = Enumerable.Range(0, Nodes * 3).Select(n => Task.Run(() => AskAsync(nodes[n % Nodes].Services, question, over.Token))).ToArray();
        var done = 0;
        for (; done < races && watch.Elapsed.TotalSeconds < seconds; done++)
        {
            var id = await nodes[done % Nodes].Services.GetRequiredService<GrantBook>().RecordAsync(Grant(), Actor, CancellationToken.None);
            await Task.Delay(done % 7);   // the withdrawal falls in another part of the requests each time
            var at = nodes[(done + 1) % Nodes].Services.GetRequiredService<GrantBook>();
            if (!await at.WithdrawAsync(id, Parent, [], Actor, CancellationToken.None))
            {
                throw new FoundException("A withdrawal was not recorded.");
            }

            // Acknowledged: from here on no node releases anything.
            var after = await OnceAsync(nodes[(done + 2) % Nodes].Services, question, CancellationToken.None);
            if (after)
            {
                throw new FoundException($"Race {done}: a node released after the withdrawal was acknowledged.");
            }
        }

        await over.CancelAsync();
        var released = (await Task.WhenAll(askers)).Sum();
        var (disclosures, entries) = await CheckAsync(nodes[0].Services.GetRequiredService<LogReader>());
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

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{done} withdrawals against {released} releases on {Nodes} nodes in {watch.Elapsed.TotalSeconds:F0} s; {entries} entries; no release after its withdrawal"));
    }

    private static async Task<(long Disclosures, long Entries)> CheckAsync(LogReader reader)
    {
        var records = new List<(long Index, string Kind, bool Withdrawn, IReadOnlyList<string> Grants)>();
        await foreach (var record in reader.AllAsync(new LogQuery(), CancellationToken.None))
        {
            records.Add((record.Index, record.Kind, record.Entry?.Details.GetValueOrDefault("act") == "WITHDRAWN", record.Entry is { } entry ? [.. entry.ConsentIds] : []));
        }

        records.Sort((left, right) => left.Index.CompareTo(right.Index));
        var (withdrawn, disclosures) = (new HashSet<string>(), 0L);
        foreach (var (index, kind, stop, grants) in records)
        {
            if (stop)
            {
                withdrawn.UnionWith(grants);
            }
            else if (kind == nameof(AuditKind.Disclosure))
            {
                disclosures++;
                if (grants.Any(withdrawn.Contains))
                {
                    throw new FoundException($"Entry {index} is a disclosure on a consent that was withdrawn before it.");
                }
            }
        }

        return (disclosures, records.Count);
    }

    private static async Task<long> AskAsync(IServiceProvider node, DossierQuestion question, CancellationToken over)
    {
        var released = 0L;
        while (!over.IsCancellationRequested)
        {
            released += await OnceAsync(node, question, CancellationToken.None) ? 1 : 0;
        }

        return released;
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

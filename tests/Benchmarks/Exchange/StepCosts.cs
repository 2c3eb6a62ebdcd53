using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Sealing;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Exchange;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Benchmarks.Exchange;

/// <summary>What each step of one dossier request takes of the processors, one caller at a time: this program, the server of the database, and the heap.</summary>
/// <remarks>The stubs are in this program, so asking four sources holds their share too. The whole holds the caller and Kestrel as well.</remarks>
internal static class StepCosts
{
    private const int Together = 16;

    public static async Task RunAsync(int seconds, TextWriter output)
    {
        await using var scene = await ExchangeScene.StartAsync(DatabaseProvider.Postgres);
        using var http = new HttpClient();
        var partner = scene.Partner(http);
        var url = new Uri(scene.Address, "/fhir/Patient/$kind-dossier");
        var token = await partner.TokenAsync(CancellationToken.None);
        await ExchangeBenchmark.AskAsync(scene, http, partner, token);   // the stubs keep what they heard
        var services = scene.Services;
        var times = new ProcessorTime(scene.Database);

        var (tokens, handler, nonces) = (services.GetRequiredService<AccessTokens>(), new JsonWebTokenHandler { MapInboundClaims = false }, services.GetRequiredService<DpopNonce>());
        var validation = tokens.Validation();
        await StepAsync("token checked", async () => Require((await handler.ValidateTokenAsync(token, validation)).IsValid));
        var proof = partner.Proof("POST", url, token);
        await StepAsync("proof checked", async () => Require((await DpopProof.ReadAsync(proof, "POST", url.AbsoluteUri, token, nonces, DateTimeOffset.UtcNow)) is { Fault: null } or { NeedsNonce: true }));
        var once = services.GetRequiredService<SingleUse>();
        await StepAsync("proof used once", async () => Require(await once.TryUseAsync("bench", Guid.NewGuid().ToString("N"), DateTimeOffset.UtcNow.AddMinutes(5), CancellationToken.None)));

        var (reader, decisions, sources, mapping) = (services.GetRequiredService<QuestionReader>(), services.GetRequiredService<SourceDecisions>(), services.GetRequiredService<SourceRoom>(), services.GetRequiredService<MappingRoom>());
        var body = Encoding.UTF8.GetBytes(scene.Question);
        await StepAsync("question read", async () => Require((await reader.ReadAsync(body, CancellationToken.None)).Question is not null));
        var question = (await reader.ReadAsync(body, CancellationToken.None)).Question!;
        var caller = new Caller(new OrganisationId("school-so"), new PartyType("SCHOOL"), "jti", null);
        await StepAsync("facts read, decided", async () => Require((await decisions.DecideAsync(caller, question, CancellationToken.None)).Count == 4));
        var decided = await decisions.DecideAsync(caller, question, CancellationToken.None);
        await StepAsync("sources asked", async () => Require((await Task.WhenAll(decided.Select(each => sources.FetchAsync(each.Decision.Permit!, each, CancellationToken.None)))).All(each => each.Failure is null)));
        var fetched = await Task.WhenAll(decided.Select(each => sources.FetchAsync(each.Decision.Permit!, each, CancellationToken.None)));
        await StepAsync("documents mapped", () => Done(Mapped().All(each => each.Count > 0)));
        var mapped = Mapped();
        await StepAsync("decided once more", () => Done(decided.All(each => decisions.Again(each).Refusal is null)));
        var actor = decisions.ActorOf(caller, question);
        await StepAsync("entries made", () => Done(Entries().All(each => each.Replay is not null)));
        var entries = Entries();
        await StepAsync("entries written", () => Done(entries.All(each => PreparedEntry.From(each) is not null)));
        var log = services.GetRequiredService<IAuditLog>();
        await StepAsync("entries in the log", AppendAsync);
        var (answers, parts) = (services.GetRequiredService<DossierAnswer>(), decided.Zip(mapped, SourcePart.Released).ToList());
        await StepAsync("answer written", () => Done(answers.Write(new ExchangeAnswer(parts, null)).Length > 0));

        token = await partner.TokenAsync(CancellationToken.None);
        var proofs = new Queue<string>(Enumerable.Range(0, 6000).AsParallel().Select(_ => partner.Proof("POST", url, token)));
        await MeasureAsync("the whole", async () =>
        {
            lock (proofs)
            {
                proof = proofs.Count > 0 ? proofs.Dequeue() : partner.Proof("POST", url, token);
            }

            using var request = scene.Request(token, proof);
            using var answer = await http.SendAsync(request);
            await answer.Content.ReadAsByteArrayAsync();
            Require(answer.IsSuccessStatusCode);
        }, times, seconds, Together, output);

        Task StepAsync(string name, Func<Task> run) => MeasureAsync(name, run, times, seconds, Together, output);

        List<IReadOnlyList<MappedContent>> Mapped() => [.. fetched.Zip(decided, (each, by) => mapping.Run(each.Documents, by.Decision.Permit!, by.Source!, each.Key!, question.Subject).Content)];

        List<AuditEntry> Entries() => [.. decided.Zip(mapped, (each, content) => ExchangeEntry.Disclosure(each, content, question, actor))];

        async Task AppendAsync() => Require((await Task.WhenAll(decided.Zip(entries, (each, entry) =>
            log.AppendAsync(entry, new ReleaseStep(each.Decision.Permit!.Child, each.ConsentVersion, each.DirectoryVersion), CancellationToken.None)))).All(each => each is AppendedEntry.Written));
    }

    private static async Task MeasureAsync(string name, Func<Task> run, ProcessorTime times, int seconds, int together, TextWriter output)
    {
        await ForAsync(run, 1, together);   // compiled before it counts
        var before = await times.NowAsync();
        var count = await ForAsync(run, seconds, together);
        var after = await times.NowAsync();
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  {name,-20} {1000 * (after.Program - before.Program) / count,8:F0} µs here {1000 * (after.Server - before.Server) / count,7:F0} µs in the database {(after.Allocated - before.Allocated) / count / 1024,8:F1} KiB, {1000 * (after.Paused - before.Paused) / count:F0} µs paused for it"));
    }

    private static async Task<int> ForAsync(Func<Task> run, int seconds, int together)
    {
        var (watch, count) = (Stopwatch.StartNew(), 0);
        await Task.WhenAll(Enumerable.Range(0, together).Select(_ => Task.Run(async () =>
        {
            while (watch.Elapsed.TotalSeconds < seconds)
            {
                await run();
                Interlocked.Increment(ref count);
            }
        })));
        return count;
    }

    private static Task Done(bool good)
    {
        Require(good);
        return Task.CompletedTask;
    }

    private static void Require(bool good)
    {
        if (!good)
        {
            throw new FoundException("A step did not do what it must.");
        }
    }
}

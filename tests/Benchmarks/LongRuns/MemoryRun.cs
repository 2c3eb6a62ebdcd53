using System.Diagnostics;
using System.Globalization;
using System.Text;
using ZioExchange.Benchmarks.Log;
using ZioExchange.Broker.Cli.Ask;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Testing;

namespace ZioExchange.Benchmarks.LongRuns;

/// <summary>The memory of a node, a process of its own with the sandbox's sources inside it: at rest, after ten thousand dossiers, and after each further tenth of what is asked.</summary>
internal static class MemoryRun
{
    private const int Callers = 8;
    private const int First = 10_000;

    /// <param name="seconds">Ends sooner when the time is up, and says how far it came.</param>
    public static async Task RunAsync(int requests, int seconds, TextWriter output)
    {
        await using var place = await BenchDatabase.CreateAsync(DatabaseProvider.Postgres);
        var data = System.IO.Directory.CreateTempSubdirectory("zio-memory-").FullName;
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Next()}/"));
        var environment = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["Data__Path"] = data,
            ["Urls"] = address.GetLeftPart(UriPartial.Authority),
            ["RateLimit__ExchangePerMinute"] = "100000000",
            ["Database__Provider"] = "Postgres",
            ["Database__ConnectionString"] = place.Database.ConnectionString,
            ["Logging__LogLevel__Default"] = "None",
            ["Logging__Console__LogLevel__Default"] = "None",
        };
        using (var node = await StartedProgram.StartAsync(Path.Combine(AppContext.BaseDirectory, "zio.dll"), ["serve"], environment, new Uri(address, "/health/ready")))
        {
            await Task.Delay(3000);
            await TellAsync(0);
            using var http = new HttpClient();
            var partner = new SandboxClient(http, "school-so", new SandboxKeys(data).Read("school-so")!, address);
            var families = SandboxFamilies.Read(data)!;
            var question = QuestionBody.Write(new QuestionText(
                families.NumberOf("1", "school-so")!, "WLZ_ZIO", "IB", families.ProfessionalOf("school-so", "IB")!, [], [families.IdentifierOf("zorgaanbieder")!], [], null));
            var watch = Stopwatch.StartNew();
            for (var done = 0; done < requests && watch.Elapsed.TotalSeconds < seconds;)
            {
                var stretch = done == 0 ? Math.Min(First, requests) : Math.Min(Math.Max(1, requests / 10), requests - done);
                var left = stretch;
                await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
                {
                    var (token, since) = (await partner.TokenAsync(CancellationToken.None), Stopwatch.StartNew());
                    while (Interlocked.Decrement(ref left) >= 0 && watch.Elapsed.TotalSeconds < seconds)
                    {
                        if (since.Elapsed.TotalSeconds > 60)
                        {
                            (token, since) = (await partner.TokenAsync(CancellationToken.None), Stopwatch.StartNew());
                        }

                        using var body = new StringContent(question, Encoding.UTF8, "application/fhir+json");
                        using var answer = await partner.SendAsync(HttpMethod.Post, "/fhir/Patient/$kind-dossier", body, token, CancellationToken.None);
                        if ((int)answer.StatusCode is not (200 or 503))
                        {
                            throw new FoundException($"A dossier was answered with {(int)answer.StatusCode}.");
                        }

                        // A refusal is no dossier: it is asked again.
                        _ = (int)answer.StatusCode == 503 ? Interlocked.Increment(ref left) : 0;
                    }
                })));
                done += stretch - Math.Max(0, left);
                await TellAsync(done);
            }

            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  in {watch.Elapsed.TotalSeconds:F0} s"));

            Task TellAsync(int done) => output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  after {done,7} dossiers {node.Resident,6:F0} MiB"));
        }

        System.IO.Directory.Delete(data, recursive: true);
    }
}

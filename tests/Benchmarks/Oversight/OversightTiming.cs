using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using ZioExchange.Benchmarks.Log;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Benchmarks.Oversight;

/// <summary>Pages of officers over a year of entries, by HTTP from the whole program, each page with its own look written first. Aim: median under 300 ms, warm.</summary>
internal static partial class OversightTiming
{
    private const int Callers = 256;
    private const int Rounds = 21;
    private const double Aim = 300;

    public static async Task RunAsync(int entries, string provider, TextWriter output)
    {
        await using var place = await BenchDatabase.CreateAsync(Enum.Parse<DatabaseProvider>(provider, ignoreCase: true));
        var data = System.IO.Directory.CreateTempSubdirectory("zio-bench-").FullName;
        Environment.SetEnvironmentVariable("ASPNETCORE_ENVIRONMENT", "Development");   // a release build would be Production, without people to choose
        var app = BrokerHost.Build(
        [
            "--environment", "Development", "--urls", "http://127.0.0.1:0", "--Data:Path", data, "--Database:Provider", provider, "--Database:ConnectionString", place.Database.ConnectionString, "--Logging:LogLevel:Default", "Error",
        ]);
        await Startup.PrepareAsync(app, CancellationToken.None);
        var filling = Stopwatch.StartNew();
        await FillAsync(app.Services.GetRequiredService<IAuditLog>(), entries);
        await app.Services.GetRequiredService<TallyBook>().CatchUpAsync(int.MaxValue, CancellationToken.None);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {provider}: {entries} entries over a year written and counted in {filling.Elapsed.TotalSeconds:F0} s"));
        await app.StartAsync();
        await MeasureAsync(app, output);
        await app.StopAsync();
        await app.DisposeAsync();
        System.IO.Directory.Delete(data, recursive: true);
    }

    private static async Task MeasureAsync(WebApplication app, TextWriter output)
    {
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        using var http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = address };
        await SignInAsync(http);
        var session = new OfficerSession(new("swv-oost"), OfficerRole.Fg, "bench", "SANDBOX");
        var child = await app.Services.GetRequiredService<ChildNames>().NameAsync(session, new("bench-77"), CancellationToken.None);
        var employee = (await app.Services.GetRequiredService<LogReader>().SearchAsync(new LogQuery { Kind = AuditKind.Decision, Organisation = session.Organisation, Limit = 1 }, CancellationToken.None)).Records[0].Actor!.Pseudonym;
        var failed = new List<string>();
        foreach (var page in new[]
        {
            "", "/logboek", "/logboek?q=actie:geweigerd", "/logboek?q=actie:noodknop", "/logboek?q=actie:toezicht", "/logboek?organisatie=school-so", "/logboek?organisatie=zorgkantoor-noord&van=2026-01-01",
            "/logboek?doel=TLV_AANVRAAG&uitkomst=geweigerd", $"/kinderen/{child}", $"/medewerkers/{employee}",
        })
        {
            var times = new List<double>();
            for (var round = 0; round < Rounds + 3; round++)
            {
                var started = Stopwatch.GetTimestamp();
                using var answer = await http.GetAsync(new Uri("/toezicht" + page, UriKind.Relative));
                answer.EnsureSuccessStatusCode();
                await answer.Content.ReadAsByteArrayAsync();
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            var warm = times.Skip(3).Order().ToList();
            var name = Pseudonyms().Replace(page.Length == 0 ? "dashboard" : page, "…");
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {name}: median {warm[Rounds / 2]:F0} ms, worst {warm[^1]:F0} ms"));
            if (warm[Rounds / 2] > Aim)
            {
                failed.Add(name);
            }
        }

        await output.WriteLineAsync(failed.Count == 0 ? "  every median under 300 ms" : $"  above 300 ms: {string.Join(", ", failed)}");
    }

    private static async Task FillAsync(IAuditLog log, int entries)
    {
        var next = -1;
        var first = DateTimeOffset.UtcNow.AddDays(-364);
        var step = TimeSpan.FromDays(364) / entries;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            for (var n = Interlocked.Increment(ref next); n < entries; n = Interlocked.Increment(ref next))
            {
                await log.AppendAsync(Entry(n, first + (n * step)), null, CancellationToken.None);
            }
        })));
    }

    /// <summary>Half of all entries are of one busy organisation; the last is hardly there.</summary>
    private static AuditEntry Entry(int n, DateTimeOffset at)
    {
        string[] sources = ["school-so", "school-po", "gemeente-a", "gemeente-b"];
        var (refused, broken) = (n % 33 == 0, n % 5003 == 0);
        return new AuditEntry
        {
            Kind = refused ? AuditKind.Decision : AuditKind.Disclosure,
            Outcome = refused ? AuditOutcome.Deny : AuditOutcome.Permit,
            Moment = at,
            TraceId = (n + 1L).ToString("x32", CultureInfo.InvariantCulture),
            Child = new($"bench-{n % 20_000}"),
            Actor = new($"actor-{n % 400}", "IB", new("swv-oost")),
            Source = new(n % 40_009 == 0 ? "zorgkantoor-noord" : sources[n % 4]),
            Recipient = new(n % 2 == 0 ? "swv-oost" : "swv-noord"),
            Purpose = new(n % 3 == 0 ? "TLV_AANVRAAG" : "OPP"),
            Mode = broken ? "BREAK_GLASS" : "NORMAL",
            MatrixRow = "M01",
            ReasonCode = refused ? "CONSENT_INCOMPLETE" : "STATUTORY_BASIS",
            PolicyVersion = "2026-11-01",
            CategoriesPermitted = [new("TLV"), new("OPP_KERN")],
        };
    }

    private static async Task SignInAsync(HttpClient http)
    {
        var form = await http.GetStringAsync(new Uri("/toezicht/inloggen", UriKind.Relative));
        using var content = new FormUrlEncodedContent([new("persona", "swv-oost-fg"), new("__RequestVerificationToken", Token().Match(form).Groups[1].Value)]);
        using var answer = await http.PostAsync(new Uri("/toezicht/inloggen?handler=Persona", UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
    }

    [GeneratedRegex("__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("(?<=(kinderen|medewerkers)/).+")]
    private static partial Regex Pseudonyms();
}

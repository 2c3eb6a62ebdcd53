using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using ZioExchange.Broker.Exchange;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Sandbox;

namespace ZioExchange.Benchmarks.Attacks;

/// <summary>Whether the time of a refusal tells an unknown child from one that is known and refused. Asked in turns, so that what disturbs one disturbs the other.</summary>
internal static class RefusalTiming
{
    private const string Path = "/fhir/Patient/$kind-dossier";

    private static readonly (string Client, string Purpose, string Role)[] Questions =
        [("swv-oost", "THUISZITTER", "ORTHOPEDAGOOG_SWV"), ("gemeente-a", "LEERPLICHT_RELATIEF", "LEERPLICHTAMBTENAAR"), ("school-so", "WLZ_ZIO", "IB"), ("gemeente-a", "AFSTEMMING_JW_WLZ", "JEUGDCONSULENT"), ("zorgaanbieder", "ZIO_UITVOERING", "ZORGVERLENER")];

    public static async Task RunAsync(int rounds, TextWriter output)
    {
        await using var broker = await AttackedBroker.StartAsync();
        foreach (var (client, purpose, role) in Questions)
        {
            var partner = broker.Partner(client);
            var numbers = broker.Region.Children.Where(child => child.Identifiers.ContainsKey(client)).Select(child => child.Identifiers[client]).ToList();
            var known = new List<SandboxIdentifier>();
            var token = await partner.TokenAsync(CancellationToken.None);
            foreach (var number in numbers)
            {
                if ((await AskAsync(partner, token, client, purpose, role, number)).Code == "CONSENT_NOT_AVAILABLE")
                {
                    known.Add(number);
                }
            }

            if (known.Count == 0)
            {
                await output.WriteLineAsync($"  {client} {purpose}: no known child is refused so; nothing to compare");
                continue;
            }

            var (times, lengths) = (new Medians(), new HashSet<int>());
            var (caller, pipeline) = (new Caller(new(client), new(broker.Region.Organisation(client).PartyType.Code), "timing", null), broker.Services.GetRequiredService<ExchangePipeline>());
            var random = new Random(1);
            for (var round = -20; round < rounds; round++)
            {
                if (round % 200 == 0)
                {
                    token = await partner.TokenAsync(CancellationToken.None);
                }

                var real = known[random.Next(known.Count)];
                var nobody = real with { Value = Other(real.Value, random) };
                foreach (var name in random.Next(2) == 0 ? new[] { "known", "unknown" } : ["unknown", "known"])
                {
                    var watch = Stopwatch.GetTimestamp();
                    var answer = await AskAsync(partner, token, client, purpose, role, name == "known" ? real : nobody);
                    var took = Stopwatch.GetElapsedTime(watch).TotalMicroseconds;
                    watch = Stopwatch.GetTimestamp();
                    await pipeline.RunAsync(caller, Question(client, purpose, role, name == "known" ? real : nobody), CancellationToken.None);
                    var worked = Stopwatch.GetElapsedTime(watch).TotalMicroseconds;
                    if (round >= 0)
                    {
                        times.Add(name, took);
                        times.Add(name + " work", worked);
                        lengths.Add(answer.Length);
                    }
                }
            }

            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"  {client} {purpose}: known and refused {times.Of("known"):F0} us, unknown {times.Of("unknown"):F0} us, median ratio {times.Ratio("known", "unknown"):F3} over {rounds} pairs; the work alone {times.Of("known work"):F0} us and {times.Of("unknown work"):F0} us, {times.Ratio("known work", "unknown work"):F3}; sizes {string.Join('/', lengths.Order())}"));
        }
    }

    /// <summary>A number of the same form that belongs to nobody: the same length, digits for digits.</summary>
    private static string Other(string value, Random random) => string.Concat(value.Select(c => char.IsDigit(c) ? (char)('0' + random.Next(10)) : c));

    private static DossierQuestion Question(string client, string purpose, string role, SandboxIdentifier number) =>
        new(new SubjectNumber(number.System, number.Value), new(purpose), new(role), Professional(client, role), [], [], [], Emergency: false, Justification: null);

    private static string Professional(string client, string role) => $"{client}-{role.ToLowerInvariant().Replace('_', '-')}";

    private static async Task<(string? Code, int Length)> AskAsync(SandboxClient partner, string token, string client, string purpose, string role, SandboxIdentifier number)
    {
        var body = QuestionBody.Write(new QuestionText(number, purpose, role, Professional(client, role), [], [], [], null));
        using var answer = await partner.SendAsync(HttpMethod.Post, Path, new StringContent(body, Encoding.UTF8, "application/fhir+json"), token, CancellationToken.None);
        var text = await answer.Content.ReadAsStringAsync();
        return (text.Contains("CONSENT_NOT_AVAILABLE", StringComparison.Ordinal) ? "CONSENT_NOT_AVAILABLE" : null, text.Length);
    }
}

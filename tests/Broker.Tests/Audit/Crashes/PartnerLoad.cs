using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using ZioExchange.Broker.Cli.Ask;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Tests.Audit.Crashes;

/// <summary>Partners that ask for dossiers and record grants side by side, over HTTP, until the broker is gone. Notes what was acknowledged.</summary>
internal sealed class PartnerLoad(string data, Uri broker)
{
    private static readonly (string Client, string Purpose, string Role, string Source, string? Request)[] Questions =
    [
        ("swv-oost", "TLV_AANVRAAG", "ORTHOPEDAGOOG_SWV", "school-so", "VZ-2026-0101"),
        ("school-so", "WLZ_ZIO", "IB", "zorgaanbieder", null),
        ("gemeente-a", "VERZUIM_LPW", "LEERPLICHTAMBTENAAR", "school-so", null),
        ("zorgkantoor", "AFSTEMMING_JW_WLZ", "ZORGADVISEUR_ZK", "gemeente-a", null),
    ];

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentQueue<Acknowledged> _done = new();
    private readonly ConcurrentQueue<string> _refused = new();
    private readonly ConcurrentQueue<string> _hindered = new();
    private readonly ConcurrentQueue<string> _lost = new();
    private readonly SandboxFamilies _families = SandboxFamilies.Read(data)!;

    public IReadOnlyCollection<Acknowledged> Done => _done;

    /// <summary>Answers that say neither yes nor "try again": there should be none.</summary>
    public IReadOnlyCollection<string> Refused => _refused;

    /// <summary>What kept partners from an answer: why each stopped, and what said "try again". Of a broker that was not killed yet this says what is wrong.</summary>
    public IReadOnlyCollection<string> Hindered => _hindered;

    /// <summary>Partners who stopped before they were told to: their connection broke, or half a minute passed without an answer. Only a broker that is gone does that.</summary>
    public IReadOnlyCollection<string> Lost => _lost;

    /// <summary>Ends when the broker no longer answers.</summary>
    public Task RunAsync(CancellationToken ct) => Task.WhenAll(
        [.. Questions.Select(question => LoopAsync(question.Client, (partner, token) => AskAsync(partner, token, question, ct), ct)), .. Enumerable.Range(0, 2).Select(_ => LoopAsync("school-so", (partner, token) => GrantAsync(partner, token, ct), ct))]);

    private async Task LoopAsync(string client, Func<SandboxClient, string, Task> once, CancellationToken ct)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        var partner = new SandboxClient(http, client, new SandboxKeys(data).Read(client)!, broker);
        var token = new LastingToken(partner);
        try
        {
            while (!ct.IsCancellationRequested)
            {
                try
                {
                    await once(partner, await token.CurrentAsync(ct));
                }
                catch (HttpRequestException later) when (later.StatusCode is HttpStatusCode.ServiceUnavailable)
                {
                    _hindered.Enqueue($"{client}: {later.Message}");
                    await Task.Delay(Pause, ct);
                }
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException or OperationCanceledException)
        {
            _hindered.Enqueue($"{client}: {gone.Message}");   // killed: what was not acknowledged may or may not be there
            if (!ct.IsCancellationRequested)
            {
                _lost.Enqueue($"{client}: {gone.Message}");
            }
        }
    }

    private async Task AskAsync(SandboxClient partner, string token, (string Client, string Purpose, string Role, string Source, string? Request) question, CancellationToken ct)
    {
        var body = QuestionBody.Write(new QuestionText(
            _families.NumberOf("1", question.Client)!, question.Purpose, question.Role, _families.ProfessionalOf(question.Client, question.Role)!, [],
            [_families.IdentifierOf(question.Source)!], question.Request is null ? [] : [new SandboxIdentifier(Systems.SchoolRequest, question.Request)], null));
        await SendAsync(partner, token, "/fhir/Patient/$kind-dossier", body, "application/fhir+json", HttpStatusCode.OK, "Disclosure", ct);
    }

    /// <summary>A consent on paper, as a school records it.</summary>
    internal static string GrantText(SandboxFamilies families) => JsonSerializer.Serialize(new
    {
        kind = Identified(families.NumberOf("2", "school-so")!),
        gever = PersonId.Youth.Value,
        doel = "ZIO_UITVOERING",
        bron = Identified(families.IdentifierOf("school-so")!),
        ontvangers = new[] { Identified(families.IdentifierOf("zorgaanbieder")!) },
        gegevensgroepen = new[] { "ROOSTER_AANWEZIGHEID" },
        geldigTot = "2027-06-30",
        bewijs = new { methode = "paper_verified", tekstversie = "2026-11", scanHash = new string('a', 64) },
    });

    private Task GrantAsync(SandboxClient partner, string token, CancellationToken ct) =>
        SendAsync(partner, token, "/api/v1/toestemmingen", GrantText(_families), "application/json", HttpStatusCode.Created, "ConsentAct", ct);

    private static object Identified(SandboxIdentifier number) => new { system = number.System, value = number.Value };

    private async Task SendAsync(SandboxClient partner, string token, string path, string body, string mediaType, HttpStatusCode good, string kind, CancellationToken ct)
    {
        using var activity = new Activity("partner").SetIdFormat(ActivityIdFormat.W3C).Start();   // its trace id travels in traceparent
        using var content = new StringContent(body, Encoding.UTF8, mediaType);
        using var answer = await partner.SendAsync(HttpMethod.Post, path, content, token, ct);
        var text = await answer.Content.ReadAsStringAsync(ct);   // whole: a dossier that was cut off was not received
        if (answer.StatusCode == good)
        {
            // A source that was too slow gives a dossier without data: a decision was acknowledged then, no disclosure.
            var given = kind is "Disclosure" && !text.Contains("\"resourceType\":\"Provenance\"", StringComparison.Ordinal) ? "Decision" : kind;
            _done.Enqueue(new Acknowledged(activity.TraceId.ToHexString(), given, answer.Headers.Location?.OriginalString.Split('/')[^1]));
        }
        else if (answer.StatusCode == HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter is not null)
        {
            _hindered.Enqueue($"{path}: {text}");
            await Task.Delay(Pause, ct);   // and try again
        }
        else
        {
            _refused.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{path}: {(int)answer.StatusCode} {text}"));
        }
    }
}

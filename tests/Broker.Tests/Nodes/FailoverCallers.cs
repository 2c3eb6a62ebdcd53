using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Broker.Tests.Audit.Crashes;

namespace ZioExchange.Broker.Tests.Nodes;

/// <summary>Partners that ask and record consents behind a balancer without a pause, and send again what got no answer: a change with its Idempotency-Key, as docs/partners.md says.</summary>
internal sealed class FailoverCallers(BalancedNodes nodes, int port)
{
    private const string Client = "school-so";
    private static readonly TimeSpan BetweenConsents = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentQueue<Acknowledged> _done = new();
    private readonly ConcurrentQueue<string> _refused = new();
    private readonly ConcurrentDictionary<int, int> _broken = new();
    private readonly ConcurrentQueue<string> _doubtful = new();
    private int _consents;

    public IReadOnlyCollection<Acknowledged> Done => _done;

    /// <summary>Answers that say neither yes nor "send it again".</summary>
    public IReadOnlyCollection<string> Refused => _refused;

    /// <summary>How often a caller got no answer of a node: 502 from the balancer, or one that was cut off.</summary>
    public IReadOnlyDictionary<int, int> Broken => _broken;

    /// <summary>Consents that were begun, each with a key of its own.</summary>
    public int Consents => _consents;

    /// <summary>Their keys of which the broker says that the first request may still run.</summary>
    public IReadOnlyCollection<string> Doubtful => _doubtful;

    public Task RunAsync(int askers, int givers, CancellationToken over) => Task.WhenAll(
        Enumerable.Range(0, askers + givers).Select(caller => LoopAsync(caller, caller < askers, over)));

    /// <returns>The status, and what the answer says.</returns>
    public async Task<(int Status, string Text)> GiveAsync(string key)
    {
        using var http = Http();
        var partner = nodes.Partner(http, Client);
        using var answer = await GiveAsync(http, partner, key, await partner.TokenAsync(CancellationToken.None));
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private HttpClient Http() => new(new ToBalancer(port)) { Timeout = TimeSpan.FromSeconds(30) };

    private async Task LoopAsync(int caller, bool asks, CancellationToken over)
    {
        using var http = Http();
        var partner = nodes.Partner(http, Client);
        var token = await partner.TokenAsync(CancellationToken.None);
        while (!over.IsCancellationRequested)
        {
            if (asks)
            {
                await UntilAnsweredAsync(caller, "Disclosure", () => partner.SendAsync(HttpMethod.Post, "/fhir/Patient/$kind-dossier", nodes.Question(Client), token, CancellationToken.None));
                continue;
            }

            var key = Guid.NewGuid().ToString();
            Interlocked.Increment(ref _consents);
            if (!await UntilAnsweredAsync(caller, "ConsentAct", () => GiveAsync(http, partner, key, token)))
            {
                _doubtful.Enqueue(key);
            }

            await Task.Delay(BetweenConsents, CancellationToken.None);
        }
    }

    /// <returns>False when the broker does not know yet how the first request ended.</returns>
    private async Task<bool> UntilAnsweredAsync(int caller, string kind, Func<Task<HttpResponseMessage>> send)
    {
        while (true)
        {
            using var activity = new Activity("partner").SetIdFormat(ActivityIdFormat.W3C).Start();   // its trace id travels in traceparent
            try
            {
                using var answer = await send();
                var text = await answer.Content.ReadAsStringAsync();   // whole: what was cut off was not received
                switch (answer.StatusCode)
                {
                    case HttpStatusCode.OK or HttpStatusCode.Created:
                        // A source that was late gives a dossier without data: a decision was acknowledged then, no disclosure.
                        var given = kind is "Disclosure" && !text.Contains("\"resourceType\":\"Provenance\"", StringComparison.Ordinal) ? "Decision" : kind;
                        _done.Enqueue(new Acknowledged(activity.TraceId.ToHexString(), given, answer.Headers.Location?.OriginalString.Split('/')[^1]));
                        return true;
                    case HttpStatusCode.BadGateway:
                        _broken.AddOrUpdate(caller, 1, (_, times) => times + 1);
                        break;
                    case HttpStatusCode.Conflict when text.Contains("still runs", StringComparison.Ordinal):
                        return false;
                    default:
                        _refused.Enqueue($"{(int)answer.StatusCode} {text}");
                        return true;
                }
            }
            catch (Exception cut) when (cut is HttpRequestException or IOException)
            {
                _broken.AddOrUpdate(caller, 1, (_, times) => times + 1);
            }
        }
    }

    private async Task<HttpResponseMessage> GiveAsync(HttpClient http, SandboxClient partner, string key, string token)
    {
        var url = new Uri(nodes.Address, "/api/v1/toestemmingen");
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(PartnerLoad.GrantText(nodes.Families), Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("DPoP", token);
        request.Headers.Add("DPoP", partner.Proof("POST", url, token));
        request.Headers.Add("Idempotency-Key", key);
        return await http.SendAsync(request);
    }

    /// <summary>To another balancer than the one whose address they sign for.</summary>
    private sealed class ToBalancer(int port) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new UriBuilder(request.RequestUri!) { Port = port }.Uri;
            return base.SendAsync(request, cancellationToken);
        }
    }
}

using System.Net.Http.Headers;
using System.Text;
using ZioExchange.Broker.Sandbox;

namespace ZioExchange.Testing;

/// <summary>A partner system of the sandbox, over real HTTP: gets its token and proves its key with each request.</summary>
public sealed class LivePartner(HttpClient http, Uri broker, string client, SandboxKey key)
{
    private readonly SandboxClient _sandbox = new(http, client, key, broker);
    private (string Token, DateTimeOffset At)? _kept;

    public string Client => client;

    public SandboxKey Key => key;

    public Uri Broker => broker;

    /// <summary>A token that lives a minute longer at least.</summary>
    public async Task<string> TokenAsync(CancellationToken ct)
    {
        if (_kept is not { } kept || DateTimeOffset.UtcNow - kept.At > TimeSpan.FromSeconds(60))
        {
            _kept = kept = (await _sandbox.TokenAsync(ct), DateTimeOffset.UtcNow);
        }

        return kept.Token;
    }

    public string Proof(string method, string path, string? accessToken) => _sandbox.Proof(method, new Uri(broker, path), accessToken);

    public Task<Reply> GetAsync(string path, CancellationToken ct) => SendAsync("GET", path, null, "application/json", ct);

    public Task<Reply> PostAsync(string path, string body, CancellationToken ct, params (string Name, string Value)[] headers) =>
        SendAsync("POST", path, body, path.StartsWith("/fhir", StringComparison.Ordinal) ? "application/fhir+json" : "application/json", ct, headers);

    public async Task<Reply> SendAsync(string method, string path, string? body, string mediaType, CancellationToken ct, params (string Name, string Value)[] headers)
    {
        var token = await TokenAsync(ct);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(broker, path));
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, mediaType);
        }

        request.Headers.Authorization = new AuthenticationHeaderValue("DPoP", token);
        request.Headers.Add("DPoP", Proof(method, path, token));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await http.SendAsync(request, ct);
        return await Reply.ReadAsync(answer, ct);
    }
}

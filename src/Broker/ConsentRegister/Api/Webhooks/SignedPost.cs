using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.ConsentRegister.Api.Webhooks;

/// <summary>Sends one message to an address that a partner gave, signed as Standard Webhooks says, and says when to try again.</summary>
/// <remarks><c>webhook-id</c> is the same at each attempt: a recipient that saw it passes over it.</remarks>
internal sealed class SignedPost(IHostEnvironment environment, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(8), TimeSpan.FromHours(24)];

    // Longer than an attempt takes, its decision, its log entry and the patience with its recipient together.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http = PublicConnection.CreateClient(environment.IsDevelopment());

    /// <summary>When to try next after so many attempts, give or take a tenth so that not all come at once; null when enough was tried.</summary>
    public DateTimeOffset? NextTry(int attempts) =>
        attempts <= Pauses.Length ? clock.GetUtcNow() + (Pauses[attempts - 1] * (0.9 + (Random.Shared.NextDouble() * 0.2))) : null;

    /// <summary>Until when the node that begins to send now has the message for itself: a recipient that answers late gets it once. When the node dies over it, another tries after that.</summary>
    public DateTimeOffset MineUntil() => clock.GetUtcNow() + Longest;

    /// <returns>The HTTP status; null when there was no answer.</returns>
    public async Task<int?> SendAsync(string address, string secret, Guid id, string body, string mediaType, CancellationToken ct)
    {
        var (name, now) = ("msg_" + id.ToString("N"), clock.GetUtcNow());
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address)) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        request.Headers.Add("webhook-id", name);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Sign(secret, name, now, body));
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return (int)answer.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return null;
        }
    }

    public void Dispose() => _http.Dispose();
}

using System.Collections.Concurrent;
using System.Net;
using System.Text;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Api;

/// <summary>A partner's address that takes webhooks and answers as it is told.</summary>
internal sealed class WebhookReceiver : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly string? _elsewhere;
    private readonly Func<int, TimeSpan> _pause = _ => TimeSpan.Zero;

    public WebhookReceiver(params int[] statuses)
        : this(null, statuses)
    {
    }

    /// <param name="elsewhere">Where an answer of 302 points to.</param>
    public WebhookReceiver(string? elsewhere, int[] statuses)
    {
        _elsewhere = elsewhere;
        Address = $"http://127.0.0.1:{FreePort.Next()}/haken/";
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = TakeAsync(statuses);
    }

    /// <param name="pause">How long it takes over each message, by its number from 0.</param>
    public WebhookReceiver(Func<int, TimeSpan> pause)
        : this(null, []) => _pause = pause;

    public string Address { get; }

    public ConcurrentQueue<(string Id, string Timestamp, string Signature, string Body)> Messages { get; } = new();

    public async Task<(string Id, string Timestamp, string Signature, string Body)> FirstAsync(Func<string, bool> fits, CancellationToken ct)
    {
        (string Id, string Timestamp, string Signature, string Body) found = default;
        await Eventually.TrueAsync(() => Task.FromResult((found = Messages.FirstOrDefault(message => fits(message.Body))).Id is not null), "a webhook that fits", ct);
        return found;
    }

    public void Dispose() => _listener.Close();

    private async Task TakeAsync(int[] statuses)
    {
        try
        {
            for (var number = 0; ; number++)
            {
                var context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
                Messages.Enqueue((context.Request.Headers["webhook-id"]!, context.Request.Headers["webhook-timestamp"]!, context.Request.Headers["webhook-signature"]!, await reader.ReadToEndAsync()));
                context.Response.StatusCode = number < statuses.Length ? statuses[number] : 204;
                if (context.Response.StatusCode == 302)
                {
                    context.Response.RedirectLocation = _elsewhere;
                }

                _ = AnswerAsync(context.Response, _pause(number));
            }
        }
        catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private static async Task AnswerAsync(HttpListenerResponse response, TimeSpan pause)
    {
        await Task.Delay(pause);
        try
        {
            response.Close();
        }
        catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // Who sent it waits no longer, or the test is over.
        }
    }
}

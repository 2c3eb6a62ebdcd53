using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using ZioExchange.Adapters.Sources;

namespace ZioExchange.Broker.Cli.Conformance;

/// <summary>Asks an endpoint as the broker would: no redirects, no cookies, bounded size and time.</summary>
internal sealed class EndpointClient(HttpClient http, Uri baseAddress, string? secret)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    public static EndpointClient For(Uri address, string? secret) =>
        new(SourceHttp.CreateClient(_ => true), address.AbsolutePath.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/"), secret);

    /// <param name="body">JSON to post; null asks with GET.</param>
    /// <param name="presented">Null presents the endpoint's own secret; empty presents none.</param>
    public async Task<EndpointAnswer> AskAsync(string path, string? body, string? presented, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, new Uri(baseAddress, path));
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        if ((presented ?? secret) is { Length: > 0 } bearer)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(Deadline);
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            await using var stream = await answer.Content.ReadAsStreamAsync(deadline.Token);
            var content = new byte[SourceLimits.DefaultMaxBytes + 1];
            var length = await stream.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, deadline.Token);
            return new EndpointAnswer((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, content[..length], Stopwatch.GetElapsedTime(started));
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return EndpointAnswer.None with { Took = Stopwatch.GetElapsedTime(started) };
        }
    }
}

using System.Buffers;
using System.Net;
using System.Net.Http.Headers;

namespace ZioExchange.Adapters.Sources;

/// <summary>One bounded question to one registered source. Every fault becomes a <see cref="SourceFailureException"/> without content.</summary>
internal sealed class SourceCall(HttpClient http, SourceLimits limits, SourceEndpoint endpoint, CancellationToken deadline)
{
    public const string Xml = "application/xml";
    public const string Json = "application/json";

    /// <summary>GET of a fixed path and one key. Null when the source knows nothing (404).</summary>
    public Task<ReadOnlyMemory<byte>?> GetAsync(string path, SourceChildKey key, string mediaType)
    {
        if (key.LooksLikeBsn)
        {
            throw new ArgumentException("A BSN never stands in an address.", nameof(key));
        }

        return SendAsync(HttpMethod.Get, path + Uri.EscapeDataString(key.Reveal()), content: null, mediaType);
    }

    /// <summary>POST of a question in JSON to a fixed path. Null when the source knows nothing (404).</summary>
    public Task<ReadOnlyMemory<byte>?> PostAsync(string path, ReadOnlyMemory<byte> question)
    {
        var content = new ReadOnlyMemoryContent(question);
        content.Headers.ContentType = new MediaTypeHeaderValue(Json);
        return SendAsync(HttpMethod.Post, path, content, Json);
    }

    public SourceFailureException Fault(SourceFailure failure) => new(endpoint.Kind, failure);

    private async Task<ReadOnlyMemory<byte>?> SendAsync(HttpMethod method, string path, HttpContent? content, string mediaType)
    {
        using var request = new HttpRequestMessage(method, new Uri(endpoint.BaseAddress, path)) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", endpoint.RevealSecret());
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(mediaType));

        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline);
            return response.StatusCode is HttpStatusCode.NotFound ? null : await ReadAsync(Accepted(response, mediaType).Content);
        }
        catch (OperationCanceledException)
        {
            throw Fault(SourceFailure.TimedOut);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw Fault(deadline.IsCancellationRequested ? SourceFailure.TimedOut : SourceFailure.Unreachable);
        }
    }

    private HttpResponseMessage Accepted(HttpResponseMessage response, string mediaType)
    {
        if ((int)response.StatusCode >= 500)
        {
            throw Fault(SourceFailure.Unreachable);
        }

        var type = response.Content.Headers.ContentType;
        var utf8 = type?.CharSet is null || type.CharSet.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase);

        return response.StatusCode is HttpStatusCode.OK && utf8 && response.Content.Headers.ContentEncoding.Count == 0
            && string.Equals(type?.MediaType, mediaType, StringComparison.OrdinalIgnoreCase)
            ? response
            : throw Fault(SourceFailure.BadAnswer);
    }

    // Content-Length is only a claim: it may refuse early, the count decides.
    private async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content)
    {
        if (content.Headers.ContentLength > limits.MaxBytes)
        {
            throw Fault(SourceFailure.TooLarge);
        }

        await using var body = await content.ReadAsStreamAsync(deadline);
        using var read = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            for (int count; (count = await body.ReadAsync(buffer, deadline)) > 0;)
            {
                if (read.Length + count > limits.MaxBytes)
                {
                    throw Fault(SourceFailure.TooLarge);
                }

                read.Write(buffer, 0, count);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }

        return read.ToArray();
    }
}

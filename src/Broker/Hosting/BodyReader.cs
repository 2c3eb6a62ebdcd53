using Microsoft.AspNetCore.Http.Features;
using ZioExchange.Broker.Hosting.Load;

namespace ZioExchange.Broker.Hosting;

/// <summary>Reads a request body into memory, up to a limit; past it nothing more is read.</summary>
public static class BodyReader
{
    /// <returns>Null when the body is larger than the limit.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, int limit, CancellationToken ct)
    {
        if (request.ContentLength > limit)
        {
            return null;
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = limit + 1L;
        }

        using var body = new MemoryStream((int)(request.ContentLength ?? 4096));
        var buffer = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await WorkPlace.WaitedAsync(request.Body.ReadAsync(buffer, ct))) > 0)
            {
                if (body.Length + read > limit)
                {
                    return null;
                }

                body.Write(buffer, 0, read);
            }
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    /// <summary>Whether the body says it is of one of these media types; parameters such as charset=utf-8 are allowed, other charsets are not.</summary>
    public static bool HasMediaType(HttpRequest request, params ReadOnlySpan<string> types)
    {
        if (!Microsoft.Net.Http.Headers.MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }

        foreach (var allowed in types)
        {
            if (type.MediaType.Equals(allowed, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}

using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace ZioExchange.Broker.Hosting;

/// <summary>Says that a connection ends when its next request might not be found: after a body that broke off, or that was refused unread. RFC 9112 sections 6.3 and 9.6.</summary>
/// <remarks>
/// The server reads the rest of a small body and goes on. It cannot with one that is longer than the endpoint takes: it would close a connection that the
/// answer left open, under the next request of its caller. Nor with a form that had no end, which whoever read it (the check against forgery, a page) may have
/// swallowed and answered with 400: it would find a read that nobody closed, and warn with a trace. Programs get their 400 for more than that.
/// HTTP/2 has frames for all this.
/// </remarks>
internal sealed class UnreadBodies(RequestDelegate next)
{
    /// <summary>What every endpoint takes at least, in bytes.</summary>
    internal const int Taken = 32 * 1024;

    public Task InvokeAsync(HttpContext http) =>
        http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true && HttpProtocol.IsHttp11(http.Request.Protocol) ? WithBodyAsync(http) : next(http);

    private async Task WithBodyAsync(HttpContext http)
    {
        http.Response.OnStarting(SayAsync, http);
        var size = http.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (http.Request.ContentLength is null && size is { IsReadOnly: false })
        {
            var body = new ChunkedBody(http.Request.Body, size.MaxRequestBodySize);
            http.Features.Set<IHttpMaxRequestBodySizeFeature>(body);
            http.Request.Body = body;
            size.MaxRequestBodySize = null;
        }

        try
        {
            await next(http);
        }
        finally
        {
            if (Ends(http))
            {
                http.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
            }

            // What comes after the answer is thrown away for five seconds at most. A caller that is cut off while it sends never reads why.
            if (size is { IsReadOnly: false })
            {
                size.MaxRequestBodySize = null;
            }
        }
    }

    private static Task SayAsync(object state)
    {
        var http = (HttpContext)state;
        if (Ends(http))
        {
            http.Response.Headers.Connection = "close";
        }

        return Task.CompletedTask;
    }

    // The signal that the caller left may come a moment after the read that failed, so an answer of 400 to a person counts as well.
    private static bool Ends(HttpContext http) =>
        http.RequestAborted.IsCancellationRequested
        || (http.Response.StatusCode >= 400 && http.Request.ContentLength is null or > Taken)
        || (http.Response.StatusCode == StatusCodes.Status400BadRequest && !http.Request.IsOfProgram());
}

using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace ZioExchange.Broker.Hosting;

/// <summary>Ends the connection of a caller that left in the middle of a body: nothing after it can be read as a request.</summary>
/// <remarks>
/// Whoever reads a form (the check against forgery, a page) may swallow that it had no end, and answer 400. Kestrel would then wait for the next request
/// on a connection whose last read nobody closed, and warn with a trace (InvalidOperationException, Reading is already in progress).
/// Programs get their 400 for more than that; what of theirs is unfinished ends in <see cref="MachineFaults"/>.
/// </remarks>
internal sealed class UnfinishedRequests(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http) =>
        http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true ? WithBodyAsync(http) : next(http);

    private async Task WithBodyAsync(HttpContext http)
    {
        http.Response.OnStarting(SayAsync, http);
        try
        {
            await next(http);
        }
        finally
        {
            if (IsLeft(http))
            {
                http.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
            }
        }
    }

    private static Task SayAsync(object state)
    {
        var http = (HttpContext)state;
        if (IsLeft(http) && HttpProtocol.IsHttp11(http.Request.Protocol))
        {
            http.Response.Headers.Connection = "close";
        }

        return Task.CompletedTask;
    }

    // The signal that the caller left may come a moment after the read that failed, so an answer of 400 counts as well.
    private static bool IsLeft(HttpContext http) =>
        http.RequestAborted.IsCancellationRequested || (http.Response.StatusCode == StatusCodes.Status400BadRequest && !http.Request.IsOfProgram());
}

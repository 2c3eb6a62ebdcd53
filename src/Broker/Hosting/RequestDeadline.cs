using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Hosting;

/// <summary>No program waits longer for an answer than this: past it everything the request still does is cancelled and the answer is 503.</summary>
/// <remarks>
/// The wait for sources and ten seconds on top, so it is met only when the database or the machine does not keep up. What a cancelled change
/// did is unknown to its caller: the same Idempotency-Key finds out. Pages are left alone: people may read a long list.
/// </remarks>
internal sealed class RequestDeadline(RequestDelegate next, BrokerSettings settings)
{
    private readonly TimeSpan _within = settings.SourceDeadline + TimeSpan.FromSeconds(10);

    public async Task InvokeAsync(HttpContext http)
    {
        if (!http.Request.IsOfProgram())
        {
            await next(http);
            return;
        }

        var caller = http.RequestAborted;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(caller);
        deadline.CancelAfter(_within);
        http.RequestAborted = deadline.Token;
        try
        {
            await next(http);
        }
        catch (Exception) when (deadline.IsCancellationRequested && !caller.IsCancellationRequested && !http.Response.HasStarted)
        {
            http.RequestAborted = caller;
            http.Response.Clear();
            http.Response.Headers.RetryAfter = "5";
            await Problems.WriteAsync(http, 503, FaultReasons.Overloaded, "Try again later, a change with the same Idempotency-Key.");
        }
        finally
        {
            http.RequestAborted = caller;
        }
    }
}

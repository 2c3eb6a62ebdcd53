using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Hosting;

/// <summary>Gives programs an answer for every fault: nothing of an exception leaves but a code and the trace id.</summary>
/// <remarks>Pages have their own (FaultPages). What a client sent is never in the answer or in the operator's line.</remarks>
internal sealed partial class MachineFaults(RequestDelegate next, BrokerDatabase database, ILogger<MachineFaults> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (AuditUnavailableException e) when (!http.Response.HasStarted && !WantsPage(http))
        {
            Failed(logger, http.Request.Method, e.GetType().Name);
            database.ForgetIdleAfter(e);
            http.Response.Clear();
            http.Response.Headers.RetryAfter = "5";
            await Problems.WriteAsync(http, 503, FaultReasons.LogUnavailable, "Try again later, a change with the same Idempotency-Key. Nothing was shared.");
        }
        catch (Exception e) when (DatabaseTrouble.IsIn(e) && !http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested && !WantsPage(http))
        {
            Failed(logger, http.Request.Method, e.GetType().Name);
            database.ForgetIdleAfter(e);
            http.Response.Clear();
            http.Response.Headers.RetryAfter = "5";
            await Problems.WriteAsync(http, 503, FaultReasons.RegisterUnavailable, "Try again later, a change with the same Idempotency-Key.");
        }
        catch (BadHttpRequestException e) when (!http.Response.HasStarted && !WantsPage(http))
        {
            // Where the next request would begin is not known any more.
            http.Response.Clear();
            http.Response.Headers.Connection = "close";
            await Problems.WriteAsync(http, e.StatusCode, e.StatusCode == 413 ? FaultReasons.TooLarge : FaultReasons.BadRequest, "Mend the request and send it again.");
        }
        catch (IOException e) when (e.InnerException is OverflowException && !http.Response.HasStarted && !WantsPage(http))
        {
            // How the server says that the length of a chunk is no number it can hold.
            http.Response.Clear();
            http.Response.Headers.Connection = "close";
            await Problems.WriteAsync(http, 400, FaultReasons.BadRequest, "Mend the request and send it again.");
        }
        catch (Exception e) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested && !WantsPage(http))
        {
            Failed(logger, http.Request.Method, e.GetType().Name);
            http.Response.Clear();
            await Problems.WriteAsync(http, 500, FaultReasons.Internal, "Try again later; give the trace id when you ask for help.");
            return;
        }

        if (!http.Response.HasStarted && http.Response.ContentLength is null && http.Response.ContentType is null && !WantsPage(http))
        {
            await WriteBareAsync(http);
        }
    }

    private static Task WriteBareAsync(HttpContext http) => http.Response.StatusCode switch
    {
        404 => Problems.WriteAsync(http, 404, FaultReasons.NotFound, "Check the path; see /openapi.json."),
        405 => Problems.WriteAsync(http, 405, FaultReasons.BadRequest, "This path takes another method; see the Allow header."),
        403 => Problems.WriteAsync(http, 403, RequestReasons.RoleNotAuthorised, "Your organisation may not do this."),
        415 => Problems.WriteAsync(http, 415, FaultReasons.UnsupportedMediaType, "Send another media type."),
        _ => Task.CompletedTask,
    };

    private static bool WantsPage(HttpContext http) => FaultPages.IsForPeople(http.Request);

    // The type alone: messages of exceptions may hold what was sent.
    [LoggerMessage(7100, LogLevel.Error, "A {Method} request failed: {Fault}")]
    private static partial void Failed(ILogger logger, string method, string fault);
}

using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Identity.Oidc;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Hosting;

/// <summary>Gives people a page for every fault, and leaves programs to the answers of the API.</summary>
/// <remarks>Stands right inside <c>UseStatusCodePagesWithReExecute</c>, which turns an empty error answer into the page.</remarks>
public sealed partial class FaultPages(RequestDelegate next, BrokerDatabase database, ILogger<FaultPages> log)
{
    /// <summary>Paths of machines: they get their own kind of error, never a page.</summary>
    private static readonly string[] MachinePaths =
        ["/fhir", "/api", "/connect", "/access", "/log", "/.well-known", "/health", "/metrics"];

    public async Task InvokeAsync(HttpContext context)
    {
        if (!IsForPeople(context.Request))
        {
            context.Features.Get<IStatusCodePagesFeature>()?.Enabled = false;
            await next(context);
            return;
        }

        try
        {
            await next(context);
        }
        catch (Exception fault) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            if (fault is ProviderAwayException away)
            {
                ProviderAway(log, away.Message, away.InnerException!.GetType().Name);
            }
            else
            {
                PageFailed(log, ReferenceOf(context), fault);
            }

            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            database.ForgetIdleAfter(fault);
            if (fault is AuditUnavailableException or ProviderAwayException || DatabaseTrouble.IsIn(fault))
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                context.Response.Headers.RetryAfter = "5";
            }
        }
    }

    /// <summary>Short enough to read out over the telephone, long enough to find one entry in a day's log.</summary>
    internal static string ReferenceOf(HttpContext context) =>
        Activity.Current?.TraceId.ToHexString()[..8] ?? context.TraceIdentifier;

    /// <summary>A browser that asks for a page.</summary>
    internal static bool IsForPeople(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
        && !MachinePaths.Any(path => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));

    [LoggerMessage(7000, LogLevel.Error, "A page failed; its reader was told {Reference}, the start of the trace id.")]
    private static partial void PageFailed(ILogger log, string reference, Exception fault);

    [LoggerMessage(7002, LogLevel.Error, "{What} ({Fault}) Nobody signs in there until it does.")]
    private static partial void ProviderAway(ILogger log, string what, string fault);
}

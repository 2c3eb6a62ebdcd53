using System.Diagnostics;
using ZioExchange.Broker.Hosting;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.ConsentRegister.Api.Conventions;

/// <summary>What every machine answer carries, also a fault: the version of the API (NL API Design Rules), the trace, and the caller's transaction id.</summary>
/// <remarks>An <c>Fsc-Transaction-Id</c> is a UUID (FSC logging); it is echoed, and kept in the log with every entry of the request. Another text in its place is refused.</remarks>
internal sealed class ApiHeaders(RequestDelegate next)
{
    /// <summary>Raised with each change that a partner can see; see CHANGELOG.md.</summary>
    public const string Version = "1.0.0";

    private const string TransactionHeader = "Fsc-Transaction-Id";

    public Task InvokeAsync(HttpContext http)
    {
        var path = http.Request.Path;
        var api = path.StartsWithSegments("/api");
        if (!api && !path.StartsWithSegments("/fhir") && !path.StartsWithSegments("/access"))
        {
            return next(http);
        }

        var given = http.Request.Headers[TransactionHeader];
        Guid? transaction = given is [{ } text] && Guid.TryParseExact(text, "D", out var id) ? id : null;
        http.Response.OnStarting(() =>
        {
            if (api)
            {
                http.Response.Headers["API-Version"] = Version;
                http.Response.Headers.CacheControl = http.Response.Headers.CacheControl is { Count: > 0 } chosen ? chosen : "no-store";
            }

            if (Activity.Current is { Id: { } trace })
            {
                http.Response.Headers.TraceParent = trace;
            }

            if (transaction is { } known)
            {
                http.Response.Headers[TransactionHeader] = known.ToString("D");
            }

            return Task.CompletedTask;
        });
        if (given.Count > 0 && transaction is null)
        {
            return Problems.WriteAsync(http, 400, FaultReasons.BadRequest, "Fsc-Transaction-Id is one UUID, such as 01935d3e-8c2a-7b6f-9d10-3c2f5a7e9b41.");
        }

        TransactionId.Remember(transaction);
        return next(http);
    }
}

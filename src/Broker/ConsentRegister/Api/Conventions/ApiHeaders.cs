using System.Diagnostics;

namespace ZioExchange.Broker.ConsentRegister.Api.Conventions;

/// <summary>What every machine answer carries, also a fault: the version of the API (NL API Design Rules), the trace, and the caller's transaction id.</summary>
internal sealed class ApiHeaders(RequestDelegate next)
{
    /// <summary>Raised with each change that a partner can see; see CHANGELOG.md.</summary>
    public const string Version = "1.0.0";

    public Task InvokeAsync(HttpContext http)
    {
        var path = http.Request.Path;
        var api = path.StartsWithSegments("/api");
        if (!AreFor(path))
        {
            return next(http);
        }

        var transaction = TransactionId.Take(http);
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

            if (transaction.Value is not null)
            {
                http.Response.Headers[TransactionId.Header] = transaction.ToString();
            }

            return Task.CompletedTask;
        });
        return next(http);
    }

    private static bool AreFor(PathString path) => path.StartsWithSegments("/api") || path.StartsWithSegments("/fhir") || path.StartsWithSegments("/access");
}

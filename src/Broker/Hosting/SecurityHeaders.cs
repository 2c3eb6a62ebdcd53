namespace ZioExchange.Broker.Hosting;

/// <summary>
/// The headers that every answer carries. There is no switch: a page that needs more than its own origin does not exist here.
/// </summary>
/// <remarks>Pages, and files that a page hands over, are never kept by a browser or a proxy: a shared phone must not show them after signing out.</remarks>
public sealed class SecurityHeaders(RequestDelegate next)
{
    internal const string ContentPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>The one page with a script that writes styles: the API documentation. It may fetch from its own origin only.</summary>
    internal const string DocsPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(static state =>
        {
            Write((HttpResponse)state);
            return Task.CompletedTask;
        }, context.Response);
        return next(context);
    }

    private static void Write(HttpResponse response)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = response.HttpContext.Request.Path.StartsWithSegments("/docs", StringComparison.Ordinal) ? DocsPolicy : ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        if (response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) is true || (headers.CacheControl.Count == 0 && IsForOne(response)))
        {
            headers.CacheControl = "no-store";
        }
    }

    /// <summary>A file to keep is kept where its reader puts it, not in the cache of a machine that others use too.</summary>
    private static bool IsForOne(HttpResponse response) => response.Headers.ContentDisposition.Count > 0 || response.HttpContext.User.Identity?.IsAuthenticated is true;
}

using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Hosting;

/// <summary>Refuses requests whose end or content a server in front might read differently: RFC 9112 section 6.3, RFC 9110 section 8.4.</summary>
/// <remarks>
/// The server itself refuses most of what smuggles; what it takes, and this does not: a length beside a transfer coding, and any coding
/// but one <c>chunked</c>. The connection ends with the answer, so that nothing after it is read as a request. Compressed bodies are
/// never unpacked: a few kilobytes could become gigabytes.
/// </remarks>
internal sealed class RequestFraming(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Request.Headers;
        var coding = headers.TransferEncoding;

        // The server moves a length that stands beside a coding to X-Content-Length.
        if (coding.Count > 0 && (coding.Count > 1 || !string.Equals(coding[0], "chunked", StringComparison.OrdinalIgnoreCase)
            || headers.ContentLength is not null || headers.ContainsKey("X-Content-Length")))
        {
            http.Response.Headers.Connection = "close";
            return Problems.WriteAsync(http, 400, FaultReasons.BadRequest, "Send either Content-Length or Transfer-Encoding: chunked.");
        }

        if (headers.ContentEncoding is { Count: > 0 } packed && packed != "identity")
        {
            http.Response.Headers.Connection = "close";
            http.Response.Headers.AcceptEncoding = "identity";
            return Problems.WriteAsync(http, 415, FaultReasons.UnsupportedMediaType, "Send the body as it is, without Content-Encoding.");
        }

        return next(http);
    }
}

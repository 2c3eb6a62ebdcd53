using ZioExchange.Broker.Identity;

namespace ZioExchange.Broker.Hosting;

/// <summary>Gives each request the address under which this broker is known (<c>PublicUrl</c>), whatever its Host header says: redirects and sign-in make absolute addresses of it.</summary>
/// <remarks>
/// Nothing is refused by its Host, so that probes by IP address work; nothing is made of it either. The scheme counts too: behind a proxy that ends TLS
/// a request arrives over http, and forms would not be served, or a provider be told to send people back over http. A redirect to the broker itself leaves as a path.
/// </remarks>
internal sealed class OwnAddress(RequestDelegate next, Issuer issuer)
{
    // Without PublicUrl known once the server listens: at the first request.
    private readonly Lazy<(string Scheme, HostString Host)> _own = new(
        () => new Uri(issuer.Name) is var url ? (url.Scheme, HostString.FromUriComponent(url.Authority)) : default, LazyThreadSafetyMode.PublicationOnly);

    public Task InvokeAsync(HttpContext http)
    {
        (http.Request.Scheme, http.Request.Host) = _own.Value;
        http.Response.OnStarting(ShortenAsync, http.Response);
        return next(http);
    }

    private Task ShortenAsync(object state)
    {
        var headers = ((HttpResponse)state).Headers;
        if (headers.Location is [{ } location] && location.StartsWith(issuer.Name, StringComparison.Ordinal)
            && location.AsSpan(issuer.Name.Length) is ['/'] or ['/', not ('/' or '\\'), ..])
        {
            headers.Location = location[issuer.Name.Length..];
        }

        return Task.CompletedTask;
    }
}

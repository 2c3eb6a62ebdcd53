using System.Net;

namespace ZioExchange.Adapters.Sources;

/// <summary>The one way to make the client of the fetchers: no redirects, no cookies, no proxy, no compression, no ambient credentials.</summary>
public static class SourceHttp
{
    /// <summary>Bounds a connection attempt; the rest is bounded by the caller's token.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <param name="mayConnect">Which addresses may be reached, asked of every address that a registered name leads to, at each connection.</param>
    public static HttpClient CreateClient(Func<IPAddress, bool> mayConnect) => new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = ConnectTimeout,
            MaxResponseHeadersLength = 32,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ActivityHeadersPropagator = null,
            ConnectCallback = (context, ct) => GuardedConnection.ConnectAsync(context.DnsEndPoint, mayConnect, ct),
        },
        disposeHandler: true)
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };
}

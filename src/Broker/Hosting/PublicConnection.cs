using ZioExchange.Adapters.Sources;

namespace ZioExchange.Broker.Hosting;

/// <summary>How the broker calls an address that a partner gave: at public addresses only.</summary>
internal static class PublicConnection
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>A client without redirects, cookies or a proxy.</summary>
    public static HttpClient CreateClient(bool loopbackToo) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = Patience,
        MaxResponseHeadersLength = 16,
        ConnectCallback = (context, ct) => GuardedConnection.ConnectAsync(context.DnsEndPoint, address => PublicAddress.MayConnect(address, loopbackToo), ct),
    })
    {
        Timeout = Patience,
        MaxResponseContentBufferSize = 64 * 1024,
    };
}

using System.Net;
using ZioExchange.Adapters.Sources;

namespace ZioExchange.Broker.Hosting;

/// <summary>How the broker calls an address that a partner gave: at public addresses only.</summary>
internal static class PublicConnection
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>A client without redirects, cookies or a proxy.</summary>
    /// <param name="resolve">Who knows the addresses of a name; null: this machine.</param>
    public static HttpClient CreateClient(bool loopbackToo, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = Patience,
        MaxResponseHeadersLength = 16,
        ConnectCallback = (context, ct) => GuardedConnection.ConnectAsync(context.DnsEndPoint, address => PublicAddress.MayConnect(address, loopbackToo), ct, resolve),
    })
    {
        Timeout = Patience,
        MaxResponseContentBufferSize = 64 * 1024,
    };
}

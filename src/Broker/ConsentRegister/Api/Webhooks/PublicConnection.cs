using System.Net;
using System.Net.Sockets;

namespace ZioExchange.Broker.ConsentRegister.Api.Webhooks;

/// <summary>Connects to a name only at an address that may be reached, and to that very address: a name that changes in between gains nothing.</summary>
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
        ConnectCallback = (context, ct) => ConnectAsync(context.DnsEndPoint, loopbackToo, ct),
    })
    {
        Timeout = Patience,
        MaxResponseContentBufferSize = 64 * 1024,
    };

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint target, bool loopbackToo, CancellationToken ct)
    {
        var addresses = await Dns.GetHostAddressesAsync(target.Host, ct);
        if (addresses.Length == 0 || !Array.TrueForAll(addresses, address => PublicAddress.MayConnect(address, loopbackToo)))
        {
            throw new HttpRequestException(HttpRequestError.NameResolutionError, "The name leads to an address that is not public.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, target.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

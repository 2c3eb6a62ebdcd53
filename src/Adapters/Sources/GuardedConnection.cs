using System.Net;
using System.Net.Sockets;

namespace ZioExchange.Adapters.Sources;

/// <summary>Connects to a name only at addresses that may be reached, and to those very addresses: a name that changes in between gains nothing (DNS rebinding).</summary>
public static class GuardedConnection
{
    /// <param name="resolve">Who knows the addresses of a name; null: this machine.</param>
    /// <exception cref="HttpRequestException">The name leads to an address that may not be reached, even if it leads to others that may.</exception>
    public static async ValueTask<Stream> ConnectAsync(DnsEndPoint target, Func<IPAddress, bool> mayConnect, CancellationToken ct, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        var addresses = await (resolve ?? Dns.GetHostAddressesAsync)(target.Host, ct);
        if (addresses.Length == 0 || !Array.TrueForAll(addresses, address => mayConnect(address)))
        {
            throw new HttpRequestException(HttpRequestError.NameResolutionError, "The name leads to an address that may not be reached.");
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

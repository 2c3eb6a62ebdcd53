using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ZioExchange.Testing;

/// <summary>A loopback port for a program that must know its address before it listens.</summary>
/// <remarks>Below the range from which the kernel takes ports for outgoing connections (32768 and up on Linux): nothing takes it meanwhile by chance, and it can be used again after a restart.</remarks>
public static class FreePort
{
    private const int First = 20_000;
    private const int Last = 31_999;

    private static readonly ConcurrentDictionary<int, bool> Given = new();

    public static int Next()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last + 1);
            if (Given.TryAdd(port, true) && IsFree(port))
            {
                return port;
            }
        }
    }

    private static bool IsFree(int port)
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

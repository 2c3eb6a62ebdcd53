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
    private static readonly ConcurrentBag<FileStream> Claims = [];

    public static int Next()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last + 1);
            if (Given.TryAdd(port, true) && TryClaim(port) && IsFree(port))
            {
                return port;
            }
        }
    }

    /// <summary>Between processes, for as long as this one lives: a fixture draws its port long before it listens.</summary>
    private static bool TryClaim(int port)
    {
        try
        {
            Claims.Add(new FileStream(Path.Combine(Path.GetTempPath(), $"zio-port-{port}.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
            return true;
        }
        catch (Exception taken) when (taken is IOException or UnauthorizedAccessException)
        {
            return false;
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

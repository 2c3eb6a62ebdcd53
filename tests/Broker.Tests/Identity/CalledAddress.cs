using System.Net;
using System.Net.Sockets;

namespace ZioExchange.Broker.Tests.Identity;

/// <summary>An address of the attacker that counts who connects.</summary>
internal sealed class CalledAddress : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private int _calls;

    public CalledAddress()
    {
        _listener.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/keys.json";
        _ = CountAsync();
    }

    public string Address { get; }

    public int Calls => Volatile.Read(ref _calls);

    public void Dispose() => _listener.Dispose();

    private async Task CountAsync()
    {
        try
        {
            while (true)
            {
                using var caller = await _listener.AcceptTcpClientAsync();
                Interlocked.Increment(ref _calls);
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}

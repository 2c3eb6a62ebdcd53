using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace ZioExchange.Testing;

/// <summary>A loopback port through which a PostgreSQL server is reached, and that a test can cut or hold: the network between a node and its database.</summary>
public sealed class DatabaseRelay : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Socket, Socket> _pairs = new();
    private readonly CancellationTokenSource _over = new();
    private readonly EndPoint _server;
    private readonly int _port;
    private TaskCompletionSource _flows = Done();
    private Socket? _listener;
    private Task _accepting = Task.CompletedTask;

    private DatabaseRelay(EndPoint server, int port) => (_server, _port) = (server, port);

    /// <summary>What the node is given in place of the server's own connection string.</summary>
    public required string ConnectionString { get; init; }

    /// <param name="connectionString">Of the server; a host that starts with a slash is the folder of its unix socket.</param>
    public static DatabaseRelay Start(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        EndPoint server = settings.Host!.StartsWith('/')
            ? new UnixDomainSocketEndPoint($"{settings.Host}/.s.PGSQL.{settings.Port}")
            : new DnsEndPoint(settings.Host, settings.Port);
        var port = FreePort.Next();
        (settings.Host, settings.Port) = ("127.0.0.1", port);
        var relay = new DatabaseRelay(server, port) { ConnectionString = settings.ConnectionString };
        relay.Mend();
        return relay;
    }

    /// <summary>Every connection breaks, and none can be made.</summary>
    public void Cut()
    {
        _listener?.Dispose();
        _listener = null;
        foreach (var (near, far) in _pairs)
        {
            near.Dispose();
            far.Dispose();
        }
    }

    /// <summary>Connections stay and take what is sent, but nothing arrives any more, either way.</summary>
    public void Hold() => _flows = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>All is well again.</summary>
    public void Mend()
    {
        _flows.TrySetResult();
        if (_listener is null)
        {
            _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            _listener.Bind(new IPEndPoint(IPAddress.Loopback, _port));
            _listener.Listen(64);
            _accepting = AcceptAsync(_listener);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _flows.TrySetResult();
        Cut();
        await _accepting;
        _over.Dispose();
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                var near = await listener.AcceptAsync(_over.Token);
                _ = ServeAsync(near);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Cut.
        }
    }

    private async Task ServeAsync(Socket near)
    {
        using var far = _server is UnixDomainSocketEndPoint ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new Socket(SocketType.Stream, ProtocolType.Tcp);
        _pairs[near] = far;
        try
        {
            await far.ConnectAsync(_server, _over.Token);
            await Task.WhenAny(PumpAsync(near, far), PumpAsync(far, near));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Cut, or the server is gone.
        }
        finally
        {
            _pairs.TryRemove(near, out _);
            near.Dispose();
        }
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            for (int read; (read = await from.ReceiveAsync(buffer, _over.Token)) > 0;)
            {
                await _flows.Task;
                for (var sent = 0; sent < read;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), _over.Token);
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The other side ends with this one.
        }
    }
}

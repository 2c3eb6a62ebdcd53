using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace ZioExchange.Benchmarks.Exchange;

/// <summary>One kept connection that sends bytes made before and reads no more of an answer than its status and its end: a driver that costs little beside what it drives.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[32 * 1024];

    public static RawConnection Open(Uri address)
    {
        var connection = new RawConnection();
        connection._socket.Connect(new IPEndPoint(IPAddress.Loopback, address.Port));
        return connection;
    }

    /// <returns>The status, and how many bytes head and body had.</returns>
    public async ValueTask<(int Status, int Bytes)> AskAsync(ReadOnlyMemory<byte> request)
    {
        await _socket.SendAsync(request);
        var (held, end) = (0, -1);
        while (true)
        {
            if (held == _buffer.Length)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }

            var read = await _socket.ReceiveAsync(_buffer.AsMemory(held));
            if (read == 0)
            {
                throw new IOException("The broker closed the connection.");
            }

            held += read;
            end = end >= 0 ? end : EndOf(_buffer.AsSpan(0, held));
            if (end == 0 ? _buffer.AsSpan(0, held).EndsWith("\r\n0\r\n\r\n"u8) : end > 0 && held >= end)
            {
                return ((_buffer[9] - '0') * 100 + (_buffer[10] - '0') * 10 + (_buffer[11] - '0'), held);
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    /// <returns>How many bytes the whole answer has; 0 when it comes in chunks; -1 while its head is not there.</returns>
    private static int EndOf(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return -1;
        }

        var name = answer[..head].IndexOf("Content-Length: "u8);
        return name >= 0 && Utf8Parser.TryParse(answer[(name + 16)..], out int length, out _) ? head + 4 + length : 0;
    }
}

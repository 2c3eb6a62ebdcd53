using System.Net.Sockets;
using System.Text;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Identity;

/// <summary>Bytes on the wire as no library would send them, and everything that came back before the broker closed or fell silent.</summary>
internal static class RawConnection
{
    private static readonly TimeSpan FirstByteWithin = TimeSpan.FromSeconds(30);   // of a machine that does other things too
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(2);

    /// <param name="text">Sent as Latin-1, so that every byte can be said.</param>
    public static async Task<string> SendAsync(LiveBroker broker, string text, CancellationToken ct)
    {
        await broker.ServicesAsync();
        var address = new Uri(broker.Address);
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port, ct);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text), ct);
        var answer = new MemoryStream();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(FirstByteWithin);
        var buffer = new byte[4096];
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer, patience.Token)) > 0; patience.CancelAfter(Silence))
            {
                answer.Write(buffer, 0, read);
            }
        }
        catch (Exception e) when (e is IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            // Reset, or open and silent: what came is what counts.
        }

        return Encoding.Latin1.GetString(answer.ToArray());
    }

    /// <summary>The status of each answer on the connection, in order.</summary>
    public static IReadOnlyList<int> Statuses(string answers) =>
        [.. answers.Split("HTTP/1.1 ").Skip(1).Select(answer => int.Parse(answer[..3], System.Globalization.CultureInfo.InvariantCulture))];
}

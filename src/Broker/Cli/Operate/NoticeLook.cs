using System.Net.Sockets;
using ZioExchange.Broker.Notices;

namespace ZioExchange.Broker.Cli.Operate;

/// <summary>How <c>doctor</c> looks at the way notices leave: it hears what the mail server says first, and sends nothing.</summary>
internal static class NoticeLook
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <exception cref="Exception">Any, when the way is not open: doctor shows its kind alone.</exception>
    public static async Task<string> Async(NoticeSettings notices, CancellationToken ct)
    {
        switch (notices.Sender)
        {
            case NoticeSenderKind.None:
                return "off";
            case NoticeSenderKind.File:
                return System.IO.Directory.Exists(notices.Folder) ? "files" : "files, the folder is made with the first";
        }

        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limited.CancelAfter(Patience);
        try
        {
            using var server = new TcpClient();
            await server.ConnectAsync(notices.Host, notices.Port, limited.Token);
            var greeting = new byte[3];
            await server.GetStream().ReadExactlyAsync(greeting, limited.Token);
            return greeting.AsSpan().SequenceEqual("220"u8) ? $"{notices.Host}:{notices.Port} answers" : throw new IOException();   // RFC 5321 section 4.2
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace ZioExchange.Broker.Tests.Notices;

/// <summary>A mail server on loopback that keeps what it is handed, or misbehaves as it is told.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Channel<string> _mails = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public MailServer()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving = ServeAsync();
    }

    public int Port { get; }

    /// <summary>What it answers to RCPT TO.</summary>
    public string ToRecipient { get; set; } = "250 fine";

    /// <summary>Takes connections and says nothing.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Recipients of all mails, as they stood on the wire.</summary>
    public List<string> Recipients { get; } = [];

    /// <summary>The next mail as it came: header lines, an empty line, the text with soft line ends taken out.</summary>
    public async Task<string> NextAsync(CancellationToken ct) => await _mails.Reader.ReadAsync(ct);

    /// <summary>Mails that came and were not read yet.</summary>
    public int Waiting => _mails.Reader.Count;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;   // before the listener: it may be on its way to accept once more
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _ = TalkAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // stopped
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            if (IsSilent)
            {
                await Task.Delay(Timeout.Infinite, _stop.Token);
            }

            using var reader = new StreamReader(connection.GetStream(), Encoding.ASCII);
            await using var writer = new StreamWriter(connection.GetStream(), Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 mail.example.nl ready");
            while (await reader.ReadLineAsync(_stop.Token) is { } line)
            {
                await writer.WriteLineAsync(line.Split(' ', ':')[0].ToUpperInvariant() switch
                {
                    "RCPT" => Note(line),
                    "DATA" => await TakeAsync(reader, writer),
                    "QUIT" => "221 bye",
                    _ => "250 fine",
                });
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // the other side left
        }
    }

    private string Note(string line)
    {
        Recipients.Add(line);
        return ToRecipient;
    }

    private async Task<string> TakeAsync(StreamReader reader, StreamWriter writer)
    {
        await writer.WriteLineAsync("354 go on");
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".")
        {
            mail.Append(line).Append('\n');
        }

        await _mails.Writer.WriteAsync(MailText.Plain(mail.ToString()), _stop.Token);
        return "250 taken";
    }
}

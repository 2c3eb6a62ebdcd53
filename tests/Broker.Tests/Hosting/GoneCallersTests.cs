using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;
using ZioExchange.Broker.Tests.Exchange;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Hosting;

/// <summary>What a caller does wrong, or leaves undone, is no fault of the program: the operator reads no stack trace of it and no error.</summary>
public sealed class GoneCallersTests
{
    private const string Form = "Content-Type: application/x-www-form-urlencoded\r\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Requests =>
    [
        $"POST /inloggen?handler=Persona HTTP/1.1\r\nHost: HOST\r\nAccept: text/html\r\n{Form}Content-Length: 5000\r\n\r\npersona=",
        $"POST /inloggen?handler=Persona HTTP/1.1\r\nHost: HOST\r\nAccept: */*\r\n{Form}Content-Length: 5000\r\n\r\npersona=",
        $"POST /inloggen/brief HTTP/1.1\r\nHost: HOST\r\nAccept: text/html\r\n{Form}Transfer-Encoding: chunked\r\n\r\n8\r\npersona=\r\nzz\r\n",
        $"POST /inloggen/brief HTTP/1.1\r\nHost: HOST\r\nAccept: text/html\r\n{Form}Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n",
        $"POST /inloggen/brief HTTP/1.1\r\nHost: HOST\r\nAccept: text/html\r\n{Form}Content-Length: 13000000\r\n\r\n",
        "POST /inloggen/brief HTTP/1.1\r\nHost: HOST\r\nAccept: text/html\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 5000\r\n\r\n--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb",
        "POST /inloggen/brief HTTP/1.1\r\nHost: HOST\r\nAccept: text/html\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 12\r\n\r\nno such part",
        "POST /inloggen/brief HTTP/1.1\r\nHost: HOST\r\nAccept: text/html\r\nContent-Type: multipart/form-data\r\nContent-Length: 1\r\n\r\nx",
        $"POST /inloggen/brief HTTP/1.1\r\nHost: HOST\r\nAccept: text/html\r\n{Form}Cookie: zio-formulier=CfDJ8garbage; zio-sessie=CfDJ8garbage; zio-toezicht=x; .AspNetCore.Mvc.CookieTempDataProvider=CfDJ8garbage\r\nContent-Length: 34\r\n\r\n__RequestVerificationToken=garbage",
        "GET /inloggen/brief HTTP/1.1\r\nHost: HOST\r\nAccept: text/html\r\nCookie: zio-formulier=CfDJ8garbage\r\n\r\n",
        "GET /voorbeelden HTTP/1.1\r\nHost: HOST\r\nAccept: text/html\r\nCookie: .AspNetCore.Mvc.CookieTempDataProvider=CfDJ8garbage\r\n\r\n",
        "GET /inloggen/terug?state=garbage&code=x HTTP/1.1\r\nHost: HOST\r\nAccept: text/html\r\n\r\n",
        $"POST /connect/token HTTP/1.1\r\nHost: HOST\r\n{Form}Content-Length: 5000\r\n\r\ngrant_type=",
        "POST /api/v1/schoolverzoeken HTTP/1.1\r\nHost: HOST\r\nTOKENContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{",
        "POST /api/v1/schoolverzoeken HTTP/1.1\r\nHost: HOST\r\nTOKENAccept: text/html\r\nIdempotency-Key: left\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\nzz",
        "GET /docs/redoc.standalone.js HTTP/1.1\r\nHost: HOST\r\n\r\n",
        "GET /openapi.json HTTP/1.1\r\nHost: HOST\r\n\r\n",
    ];

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Who_sends_half_of_it_or_nonsense_and_leaves_puts_no_error_and_no_trace_in_the_log(string request)
    {
        await using var broker = new LiveBroker();
        using var captured = new CapturedLog();
        (await broker.ServicesAsync()).GetRequiredService<ILoggerFactory>().AddProvider(captured);
        foreach (var abruptly in new[] { false, true })
        {
            await LeaveAsync(broker, await WithTokenAsync(broker, request), abruptly, TimeSpan.FromMilliseconds(150));   // it is at work by then; when it is not, it has less to stumble over
        }

        await broker.RestartAsync();   // ends once every request has

        var bad = captured.Lines.Where(line => new[] { "   at ", " Error ", " Critical " }.Any(sign => line.Contains(sign, StringComparison.Ordinal))).ToList();
        Assert.True(bad.Count == 0, string.Join('\n', bad));
    }

    [Theory]
    [InlineData("/inloggen?handler=Persona", "text/html")]
    [InlineData("/inloggen/brief", "*/*")]
    [InlineData("/connect/token", "*/*")]
    [InlineData("/api/v1/schoolverzoeken", "*/*")]
    public async Task At_whatever_moment_callers_leave_in_the_middle_of_a_body_the_server_warns_of_none(string path, string accept)
    {
        await using var broker = new LiveBroker();
        using var captured = new CapturedLog();
        (await broker.ServicesAsync()).GetRequiredService<ILoggerFactory>().AddProvider(captured);
        var request = $"POST {path} HTTP/1.1\r\nHost: {new Uri(broker.Address).Authority}\r\nAccept: {accept}\r\n{Form}Content-Length: 5000\r\n\r\npersona=";
        await Parallel.ForEachAsync(Enumerable.Range(0, 80), Ct, async (turn, _) => await LeaveAsync(broker, request, turn % 4 > 0, TimeSpan.FromMilliseconds(turn % 8)));
        await broker.RestartAsync();

        Assert.DoesNotContain(captured.Lines, line => line.StartsWith("Microsoft.AspNetCore.Server.Kestrel Warning", StringComparison.Ordinal)
            && !line.Contains("heartbeat", StringComparison.Ordinal));   // that one is of a machine with too much to do
    }

    private static async Task<string> WithTokenAsync(LiveBroker broker, string request)
    {
        var (partner, path) = (await broker.PartnerAsync("school-so"), request.Split(' ')[1]);
        var token = request.Contains("\r\nTOKEN", StringComparison.Ordinal) ? await partner.TokenAsync(Ct) : string.Empty;
        return request.Replace("HOST", new Uri(broker.Address).Authority, StringComparison.Ordinal)
            .Replace("TOKEN", $"Authorization: DPoP {token}\r\nDPoP: {partner.Proof("POST", path, token)}\r\n", StringComparison.Ordinal);
    }

    /// <param name="abruptly">Resets the connection after <paramref name="pause"/> instead of ending it.</param>
    private static async Task LeaveAsync(LiveBroker broker, string request, bool abruptly, TimeSpan pause)
    {
        var address = new Uri(broker.Address);
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port, Ct);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), Ct);
        if (abruptly)
        {
            await Task.Delay(pause, Ct);
            socket.LingerState = new LingerOption(true, 0);
            return;
        }

        socket.Client.Shutdown(SocketShutdown.Send);
        try
        {
            await stream.CopyToAsync(Stream.Null, Ct);
        }
        catch (IOException)
        {
            // It closes as it likes.
        }
    }
}

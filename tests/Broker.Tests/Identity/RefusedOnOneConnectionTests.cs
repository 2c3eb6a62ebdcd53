using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Xunit;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Identity;

/// <summary>A refused body either leaves its connection fit for the next request, or the answer says that it ends: RFC 9112 section 9.6. Who is not told sends a change into a connection that dies, and does not know what came of it.</summary>
public sealed class RefusedOnOneConnectionTests(LiveBroker broker)
{
    private const string Dossier = "/fhir/Patient/$kind-dossier";
    private const string Form = "application/x-www-form-urlencoded";
    private const int Megabyte = 1_000_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Where it goes, as what, how long it is, and whether it is chunked, has a token, has an Idempotency-Key.</summary>
    public static TheoryData<string, string, int, bool, bool, bool> Refused()
    {
        var all = new TheoryData<string, string, int, bool, bool, bool>();
        foreach (var (path, media, length) in new[]
        {
            (Dossier, "application/fhir+json", 2 * Megabyte), (Dossier, "application/fhir+json", 13 * Megabyte), (Dossier, "text/plain", Megabyte),
            ("/fhir/Patient/$kind-dossier-push", "application/fhir+json", 13 * Megabyte), ("/api/v1/schoolverzoeken", "application/json", 400_000),
            ("/api/v1/schoolverzoeken", "application/json", 17 * Megabyte), ("/access/v1/evaluation", "application/json", 400_000),
            ("/connect/token", Form, 200_000), ("/connect/token", Form, 13 * Megabyte), ("/connect/token", "application/json", 200_000),
            ("/log/witness/add-checkpoint", "text/plain", 200_000), ("/inloggen/brief", Form, 200_000), ("/inloggen/brief", Form, 5 * Megabyte),
            ("/inloggen/brief", Form, 13 * Megabyte), ("/nergens", "application/json", Megabyte), ("/health/live", "application/json", Megabyte), ("/openapi.json", "application/json", 13 * Megabyte),
        })
        {
            foreach (var (chunked, token, key) in new[] { (false, false, false), (true, false, false), (false, true, false), (true, true, false), (true, true, true) })
            {
                if (!token || path.StartsWith("/fhir", StringComparison.Ordinal) || path.StartsWith("/a", StringComparison.Ordinal))
                {
                    all.Add(path, media, length, chunked, token, key);
                }
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_is_sent_next_arrives(string path, string media, int length, bool chunked, bool token, bool key)
    {
        var partner = await broker.PartnerAsync("school-so");
        var connections = 0;
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1, UseCookies = false, AllowAutoRedirect = false, ConnectCallback = ConnectAsync }) { BaseAddress = new Uri(broker.Address) };
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(media == Form ? "a=" + new string('a', length) : "{\"x\":\"" + new string('a', length) + "\"}", Encoding.ASCII, media) };
        request.Headers.TransferEncodingChunked = chunked;
        if (token)
        {
            var access = await partner.TokenAsync(Ct);
            request.Headers.Authorization = new AuthenticationHeaderValue("DPoP", access);
            request.Headers.Add("DPoP", partner.Proof("POST", path, access));
        }

        if (key)
        {
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        }

        using (var answer = await http.SendAsync(request, Ct))
        {
            Assert.InRange((int)answer.StatusCode, 400, 499);
            await answer.Content.ReadAsByteArrayAsync(Ct);
            if (answer.Headers.ConnectionClose == true)
            {
                return;
            }
        }

        await Task.Delay(100, Ct);   // a connection that dies has died by then, or dies under the next request
        using var next = await http.PostAsync("/connect/token", new FormUrlEncodedContent([]), Ct);
        Assert.Equal((HttpStatusCode.BadRequest, 1), (next.StatusCode, connections));

        async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
        {
            connections++;
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(context.DnsEndPoint, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
    }

    [Theory]
    [InlineData("/inloggen/brief", Form, 12 * 1024 * 1024)]
    [InlineData("/connect/token", Form, 1024 * 1024)]
    [InlineData("/log/witness/add-checkpoint", "text/plain", 1024 * 1024)]
    public async Task Who_still_sends_when_the_answer_comes_is_not_cut_off(string path, string media, int before)
    {
        await broker.ServicesAsync();
        var address = new Uri(broker.Address);
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, Ct);
        await using var stream = client.GetStream();
        var piece = Encoding.ASCII.GetBytes("10000\r\n" + new string('a', 0x10000) + "\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: {media}\r\nTransfer-Encoding: chunked\r\n\r\n"), Ct);
        for (var sent = 0; sent <= before; sent += 0x10000)
        {
            await stream.WriteAsync(piece, Ct);
        }

        await stream.WriteAsync(piece, Ct);
        using var answer = new StreamReader(stream, Encoding.ASCII, false, 1, leaveOpen: true);
        var status = await answer.ReadLineAsync(Ct);
        for (var time = 0; time < 20; time++)
        {
            await stream.WriteAsync(piece, Ct);   // fails once the other end has closed on what it did not read
            await Task.Delay(10, Ct);
        }

        await stream.WriteAsync("0\r\n\r\n"u8.ToArray(), Ct);
        var rest = await answer.ReadToEndAsync(Ct);
        Assert.Matches("^HTTP/1.1 4(00|04|13) ", status);
        Assert.Contains("Connection: close", rest, StringComparison.Ordinal);
    }
}

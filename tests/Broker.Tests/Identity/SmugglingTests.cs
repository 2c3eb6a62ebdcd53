using Xunit;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Identity;

/// <summary>Requests whose end two servers could see in two places (RFC 9112 section 11.2): one answer, a refusal, and the connection ends.</summary>
public sealed class SmugglingTests(LiveBroker broker)
{
    private const string Hidden = "GET /api/v1/doelen HTTP/1.1\r\nHost: HOST\r\n\r\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> TwoEnds => new()
    {
        { "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" },
        { "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", "0\r\n\r\n" },
        { "Content-Length: 5\r\nContent-Length: 0\r\n", "" },
        { "Content-Length: 0\r\nContent-Length: 0\r\n", "" },
        { "Content-Length: 0, 0\r\n", "" },
        { "Content-Length: -1\r\n", "" },
        { "Content-Length: 0x0\r\n", "" },
        { "Content-Length : 0\r\n", "" },
        { "Content-Length: 99999999999999999999\r\n", "" },
        { "Transfer-Encoding: xchunked\r\n", "0\r\n\r\n" },
        { "Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n" },
        { "Transfer-Encoding: identity\r\n", "" },
        { "Transfer-Encoding : chunked\r\n", "0\r\n\r\n" },
        { "Transfer-Encoding:\x0bchunked\r\n", "0\r\n\r\n" },
        { "Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n" },
        { "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" },
        { "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", "0\r\n\r\n" },
        { "X: a\r\n Transfer-Encoding: chunked\r\n", "" },
        { "Transfer-Encoding: chunked\r\n", "+0\r\n\r\n" },
        { "Transfer-Encoding: chunked\r\n", "0x0\r\n\r\n" },
        { "Transfer-Encoding: chunked\r\n", "FFFFFFFFFFFFFFFFF\r\n\r\n" },
        { "Transfer-Encoding: chunked\r\n", "-1\r\n\r\n" },
        { "Transfer-Encoding: chunked\r\n", "1\r\nab\r\n0\r\n\r\n" },
        { "Content-Length: 0\r\nHost: elsewhere.example\r\n", "" },
        { "Content-Length: 0\r\nX\0Y: a\r\n", "" },
        { "Content-Length: 0\r\nX-A: a\0b\r\n", "" },
        { "Content-Length: 0\r\nno colon\r\n", "" },
        { "Content-Length: 0\r\nX-A: a\rContent-Length: 40\r\n", "" },
    };

    [Theory]
    [MemberData(nameof(TwoEnds))]
    public async Task A_request_with_two_ends_is_refused_and_what_hides_behind_it_is_never_answered(string headers, string body)
    {
        foreach (var path in new[] { "/connect/token", "/fhir/Patient/$kind-dossier", "/api/v1/schoolverzoeken" })
        {
            var answers = await SendAsync($"POST {path} HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\n{headers}\r\n{body}{Hidden}");
            Assert.DoesNotContain("\"doelen\"", answers, StringComparison.Ordinal);
            var status = Assert.Single(RawConnection.Statuses(answers));
            Assert.InRange(status, 400, 431);
        }
    }

    [Theory]
    [InlineData("GET http://elsewhere.example/api/v1/doelen HTTP/1.1\r\nHost: HOST\r\n\r\n")]
    [InlineData("GET /api/v1/doelen HTTP/1.1\r\n\r\n")]
    [InlineData("GET /api/v1/doelen HTTP/1.1\r\nHost: HOST\r\nHost: HOST\r\n\r\n")]
    [InlineData("GET /api/v1/doelen HTTP/1.1\r\nHost: a b\r\n\r\n")]
    [InlineData("GET /api/v1/doelen HTTP/1.1\r\nHost: user@HOST\r\n\r\n")]
    [InlineData("CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: elsewhere.example:443\r\n\r\n")]
    [InlineData("GET /api/v1/doelen\r\n\r\n")]
    [InlineData("GET /api/v1/doelen HTTP/9.9\r\nHost: HOST\r\n\r\n")]
    [InlineData("GET /api/v1/doe\0len HTTP/1.1\r\nHost: HOST\r\n\r\n")]
    [InlineData("GET  /api/v1/doelen HTTP/1.1\r\nHost: HOST\r\n\r\n")]
    [InlineData("G\rET /api/v1/doelen HTTP/1.1\r\nHost: HOST\r\n\r\n")]
    public async Task A_request_line_or_host_that_can_be_read_two_ways_is_refused(string request)
    {
        var answers = await SendAsync(request);
        Assert.DoesNotContain("\"doelen\"", answers, StringComparison.Ordinal);
        Assert.DoesNotContain(RawConnection.Statuses(answers), status => status < 400);
    }

    [Fact]
    public async Task Endless_headers_are_refused()
    {
        Assert.Equal([431], RawConnection.Statuses(await SendAsync($"GET /api/v1/doelen HTTP/1.1\r\nHost: HOST\r\nX-A: {new string('a', 40_000)}\r\n\r\n")));
        Assert.Equal([431], RawConnection.Statuses(await SendAsync($"GET /api/v1/doelen HTTP/1.1\r\nHost: HOST\r\n{string.Concat(Enumerable.Range(0, 200).Select(number => $"X-{number}: a\r\n"))}\r\n")));
        Assert.Equal([414], RawConnection.Statuses(await SendAsync($"GET /api/v1/doelen?{new string('a', 9_000)} HTTP/1.1\r\nHost: HOST\r\n\r\n")));
    }

    [Theory]
    [InlineData("FFFFFFFFFFFFFFFF")]
    [InlineData("80000000")]
    public async Task A_chunk_whose_length_no_server_can_hold_is_the_callers_fault(string length)
    {
        var answers = await SendAsync($"POST /connect/token HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n{length}\r\n{Hidden}");

        Assert.InRange(Assert.Single(RawConnection.Statuses(answers)), 400, 413);
    }

    [Fact]
    public async Task A_trailer_after_the_body_adds_no_header()
    {
        var answers = await SendAsync("POST /api/v1/schoolverzoeken HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\nTrailer: Authorization\r\n\r\n0\r\nAuthorization: DPoP x\r\nDPoP: x\r\n\r\n");
        Assert.Equal(401, RawConnection.Statuses(answers)[0]);
    }

    private Task<string> SendAsync(string text) => RawConnection.SendAsync(broker, text.Replace("HOST", new Uri(broker.Address).Authority, StringComparison.Ordinal), Ct);
}

using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Identity;

/// <summary>Ways around the token check that worked elsewhere: on every protected route none of them gets further than the front door.</summary>
public sealed class WayAroundTests(LiveBroker broker)
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "get", "X"];

    private static readonly (string Name, string Value)[] Pretences =
    [
        ("X-HTTP-Method-Override", "GET"), ("X-HTTP-Method", "GET"), ("X-Method-Override", "GET"), ("X-Original-URL", "/fhir/metadata"), ("X-Rewrite-URL", "/fhir/metadata"),
        ("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-Host", "localhost"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Prefix", "/docs"), ("Forwarded", "for=127.0.0.1;host=localhost;proto=https"),
        ("X-Real-IP", "127.0.0.1"), ("X-Client-Cert", "MIIB"), ("X-ARR-ClientCert", "MIIB"), ("Client-Cert", ":MIIB:"), ("X-SSL-Client-Verify", "SUCCESS"), ("X-Remote-User", "school-so"), ("X-User", "school-so"),
        ("Fsc-Grant-Hash", "x"), ("Cookie", "access_token=x; DPoP=x"), ("Authorization", "Basic c2Nob29sLXNvOng="), ("Authorization", "Negotiate x"), ("Range", "bytes=0-10"), ("Upgrade", "h2c"),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_method_and_no_header_opens_a_protected_route_without_a_token()
    {
        foreach (var path in await PathsAsync())
        {
            foreach (var method in Methods)
            {
                await RefusedAsync(method, path, null);
            }

            foreach (var pretence in Pretences)
            {
                await RefusedAsync("GET", path, pretence);
                await RefusedAsync("POST", path, pretence);
            }
        }
    }

    [Fact]
    public async Task No_other_spelling_of_a_protected_path_opens_it_without_a_token()
    {
        foreach (var path in await PathsAsync())
        {
            var last = path.LastIndexOf('/');
            var encoded = string.Concat(path[1..].Select(c => char.IsLetter(c) ? $"%{(int)c:x2}" : c.ToString()));
            string[] spellings =
            [
                "/" + path, path + "/", path + "//", path + ".", path + "..", path + "%20", path + "%00", path + ".json", path + ";x=y", path + "%2f", path + "%5c", path + "?", path + "#",
                path.ToUpperInvariant(), "/" + encoded, "/fhir/metadata/.." + path, "/fhir/metadata/%2e%2e" + path, "/fhir/metadata/..%2f" + path[1..], "/fhir/metadata%2f.." + path, "/docs/..;" + path,
                path.Insert(last, "/."), path.Insert(last, "/x/.."), path.Insert(last, "/%2e"), path.Insert(last, "/"), path.Insert(last, "\\"), path.Replace("/", "%2f", StringComparison.Ordinal), "/." + path,
                "/%252e%252e" + path, "/docs/%2e%2e" + path, "/health/.." + path, "/connect/token/.." + path,
            ];
            foreach (var spelling in spellings)
            {
                foreach (var method in new[] { "GET", "POST" })
                {
                    var answers = await RawConnection.SendAsync(broker, $"{method} {spelling} HTTP/1.1\r\nHost: {new Uri(broker.Address).Authority}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", Ct);
                    var status = Assert.Single(RawConnection.Statuses(answers));
                    Assert.True(status is >= 400 and < 500, $"{method} {spelling}: {answers}");
                }
            }
        }
    }

    [Fact]
    public async Task A_token_in_the_query_the_body_a_cookie_or_two_headers_is_not_looked_at()
    {
        var partner = await broker.PartnerAsync("swv-oost");
        const string Path = "/api/v1/organisaties";
        var token = await partner.TokenAsync(Ct);
        Assert.Equal(200, (await partner.GetAsync(Path, Ct)).Status);

        Assert.Equal(401, (await SendAsync("GET", $"{Path}?access_token={token}", null, ("DPoP", partner.Proof("GET", Path, token)))).Status);
        Assert.InRange((await SendAsync("POST", "/api/v1/schoolverzoeken", new FormUrlEncodedContent([new("access_token", token)]), ("DPoP", partner.Proof("POST", "/api/v1/schoolverzoeken", token)))).Status, 401, 415);
        Assert.Equal(401, (await SendAsync("POST", "/fhir/Consent/_search", new FormUrlEncodedContent([new("access_token", token)]), ("DPoP", partner.Proof("POST", "/fhir/Consent/_search", token)))).Status);
        Assert.Equal(401, (await SendAsync("GET", Path, null, ("Cookie", "access_token=" + token), ("DPoP", partner.Proof("GET", Path, token)))).Status);
        Assert.Equal(401, (await SendAsync("GET", Path, null, ("Authorization", "DPoP " + token), ("Authorization", "DPoP " + token), ("DPoP", partner.Proof("GET", Path, token)))).Status);
        Assert.Equal(401, (await SendAsync("GET", Path, null, ("Authorization", $"DPoP {token}, DPoP {token}"), ("DPoP", partner.Proof("GET", Path, token)))).Status);
        Assert.Equal(401, (await SendAsync("GET", Path, null, ("Authorization", "DPoP " + token), ("DPoP", partner.Proof("GET", Path, token) + "," + partner.Proof("GET", Path, token)))).Status);
    }

    [Theory]
    [InlineData("htu", "/API/V1/ORGANISATIES")]
    [InlineData("htu", "/api/v1/organisaties/")]
    [InlineData("htu", "/api/v1//organisaties")]
    [InlineData("htu", "/api/v1/organisaties/../afspraken")]
    [InlineData("htu", "")]
    public async Task A_proof_for_a_path_that_only_looks_the_same_is_refused(string claim, string path)
    {
        var request = await ProtectedRequest.OfAsync(broker, "swv-oost", Ct);
        request.Claims[claim] = broker.Address + path;
        ProofAttackTests.AssertRefused(await request.SendAsync(Ct), "PROOF_INVALID");
    }

    [Fact]
    public async Task A_proof_for_another_host_port_or_scheme_is_refused_whatever_the_request_says_of_itself()
    {
        foreach (var address in new[] { "https://127.0.0.1:{0}", "http://elsewhere.example:{0}", "http://127.0.0.1", "http://127.0.0.1:1", "http://user@127.0.0.1:{0}" })
        {
            var place = string.Format(System.Globalization.CultureInfo.InvariantCulture, address, new Uri(broker.Address).Port);
            var partner = await broker.PartnerAsync("swv-oost");
            var request = await ProtectedRequest.OfAsync(broker, "swv-oost", Ct);
            request.Claims["htu"] = place + ProtectedRequest.Path;
            var reply = await SendAsync(
                "POST", ProtectedRequest.Path, new StringContent("{}", Encoding.UTF8, "application/json"), ("Authorization", "DPoP " + request.Token), ("DPoP", request.Signed()),
                ("Host", Uri.TryCreate(place, UriKind.Absolute, out var other) ? other.Authority : ""), ("X-Forwarded-Host", other!.Authority), ("X-Forwarded-Proto", other.Scheme));
            Assert.Equal(401, reply.Status);
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate, gzip")]
    [InlineData("x-unknown")]
    public async Task A_compressed_body_is_refused_and_never_unpacked(string coding)
    {
        var partner = await broker.PartnerAsync("school-so");
        using var packed = new MemoryStream();
        await using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await gzip.WriteAsync(new byte[20_000_000], Ct);   // unpacks to a thousand times its size
        }

        foreach (var (path, type) in new[] { ("/api/v1/schoolverzoeken", "application/json"), ("/fhir/Patient/$kind-dossier", "application/fhir+json"), ("/access/v1/evaluation", "application/json"), ("/connect/token", "application/x-www-form-urlencoded") })
        {
            var token = await partner.TokenAsync(Ct);
            var body = new ByteArrayContent(packed.ToArray());
            body.Headers.ContentType = new MediaTypeHeaderValue(type);
            body.Headers.TryAddWithoutValidation("Content-Encoding", coding);
            var reply = await SendAsync("POST", path, body, ("Authorization", "DPoP " + token), ("DPoP", partner.Proof("POST", path, path.StartsWith("/connect", StringComparison.Ordinal) ? null : token)));
            Assert.True(reply.Status == 415, $"{path}: {reply.Status} {reply.Text}");
            Assert.Equal(path.StartsWith("/api", StringComparison.Ordinal), reply.Header("API-Version") is not null);
            Assert.Equal(path.StartsWith("/connect", StringComparison.Ordinal), reply.Header("traceparent") is null);
        }
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=a")]
    [InlineData("application/xml")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=utf-7")]
    [InlineData("application/json, text/plain")]
    [InlineData("application/jsonp")]
    [InlineData("")]
    public async Task A_body_under_another_media_type_is_refused_by_every_route_that_reads_one(string type)
    {
        var partner = await broker.PartnerAsync("school-so");
        foreach (var path in new[] { "/api/v1/schoolverzoeken", "/api/v1/feiten", "/api/v1/inzagen", "/api/v1/toestemmingen", "/api/v1/toestemmingsverzoeken", "/api/v1/koppelingen", "/api/v1/koppelingen/inleveringen", "/api/v1/koppelingen/beeindigingen", "/api/v1/koppelingen/vernieuwingen", "/api/v1/abonnementen", "/access/v1/evaluation", "/access/v1/evaluations", "/fhir/Patient/$kind-dossier", "/fhir/Patient/$kind-dossier-push" })
        {
            var token = await partner.TokenAsync(Ct);
            var body = new ByteArrayContent("{}"u8.ToArray());
            body.Headers.TryAddWithoutValidation("Content-Type", type);
            var reply = await SendAsync("POST", path, body, ("Authorization", "DPoP " + token), ("DPoP", partner.Proof("POST", path, token)), ("Idempotency-Key", Guid.NewGuid().ToString()));
            Assert.True(reply.Status == 415, $"{path}: {reply.Status} {reply.Text}");
        }
    }

    private async Task<IReadOnlyList<string>> PathsAsync() =>
    [
        .. (await broker.ServicesAsync()).GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null || endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is not null)
            .Select(endpoint => "/" + System.Text.RegularExpressions.Regex.Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), "\\{[^}]*\\}", "0199a0f0-0000-7000-8000-000000000000"))
            .Where(path => path.StartsWith("/api", StringComparison.Ordinal) || path.StartsWith("/fhir", StringComparison.Ordinal) || path.StartsWith("/access", StringComparison.Ordinal))
            .Distinct(),
    ];

    private async Task RefusedAsync(string method, string path, (string Name, string Value)? header)
    {
        var reply = await SendAsync(method, path, method is "GET" or "HEAD" or "TRACE" ? null : new StringContent("{}", Encoding.UTF8, "application/json"), header is { } given ? [given] : []);
        Assert.True(reply.Status is >= 400 and < 500, $"{method} {path} {header}: {reply.Status} {reply.Text}");
        Assert.NotEqual("message/http", reply.MediaType);   // nothing is echoed, as TRACE would
    }

    private async Task<Reply> SendAsync(string method, string path, HttpContent? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(broker.Address + path)) { Content = body };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await broker.SendAsync(request, Ct);
    }
}

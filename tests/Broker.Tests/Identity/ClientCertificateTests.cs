using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.IdentityModel.Tokens;
using Xunit;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Identity;

/// <summary>Tokens bound to a client certificate (RFC 8705), over real mutual TLS and behind a proxy that the operator named.</summary>
public sealed class ClientCertificateTests : IAsyncLifetime
{
    private const string Resource = "/api/v1/organisaties";

    private readonly X509Certificate2 _server = Certificate("127.0.0.1", DateTimeOffset.UtcNow.AddDays(1));
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"zio-{Guid.NewGuid():N}.pfx");
    private readonly X509Certificate2 _own = Certificate("partner", DateTimeOffset.UtcNow.AddDays(1));
    private readonly string _address = $"https://127.0.0.1:{FreePort.Next()}";
    private readonly LiveBroker _broker;

    public ClientCertificateTests() => _broker = new LiveBroker
    {
        Settings = ["--urls", _address, "--PublicUrl", _address, "--Kestrel:Certificates:Default:Path", _file, "--Identity:ClientCertificates:Port", new Uri(_address).Port.ToString(System.Globalization.CultureInfo.InvariantCulture)],
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllBytesAsync(_file, _server.Export(X509ContentType.Pfx), Ct);
        await _broker.ServicesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync();
        _own.Dispose();
        _server.Dispose();
        File.Delete(_file);
    }

    [Fact]
    public async Task A_token_bound_to_a_certificate_opens_with_that_certificate_and_with_no_other()
    {
        var (status, token) = await TokenAsync(_broker, _address, _own);
        Assert.Equal(200, status);
        Assert.Equal(Base64UrlEncoder.Encode(SHA256.HashData(_own.RawData)), Forge.Payload(token!)["cnf"]!["x5t#S256"]!.GetValue<string>());
        Assert.Equal(200, await AskAsync(_address, _own, "Bearer", token!));

        using var other = Certificate("partner", DateTimeOffset.UtcNow.AddDays(1));
        Assert.Equal(401, await AskAsync(_address, other, "Bearer", token!));
        Assert.Equal(401, await AskAsync(_address, null, "Bearer", token!));
        Assert.Equal(401, await AskAsync(_address, null, "Bearer", token!, ("Client-Cert", Forwarded(_own))));
        Assert.Equal(401, await AskAsync(_address, other, "Bearer", token!, ("Client-Cert", Forwarded(_own))));
    }

    [Fact]
    public async Task A_token_bound_one_way_is_refused_the_other_way()
    {
        var (_, bound) = await TokenAsync(_broker, _address, _own);
        var key = (await _broker.PartnerAsync("swv-oost")).Key.ToECDsa();
        var proof = new ProtectedRequest(_broker, bound!, key) { Claims = { ["htm"] = "GET", ["htu"] = _address + Resource } };
        Assert.Equal(401, await AskAsync(_address, _own, "DPoP", bound!, ("DPoP", proof.Signed())));

        var (_, proved) = await TokenAsync(_broker, _address, _own, withProof: true);
        Assert.NotNull(Forge.Payload(proved!)["cnf"]!["jkt"]);
        Assert.Equal(401, await AskAsync(_address, _own, "Bearer", proved!));
    }

    [Fact]
    public async Task A_certificate_outside_its_dates_binds_no_token()
    {
        using var expired = Certificate("partner", DateTimeOffset.UtcNow.AddMinutes(-1));
        Assert.Equal(400, (await TokenAsync(_broker, _address, expired)).Status);
        Assert.Equal(400, (await TokenAsync(_broker, _address, null)).Status);
    }

    [Fact]
    public async Task Behind_a_proxy_the_header_counts_from_the_named_address_only()
    {
        await using var behind = new LiveBroker { Settings = ["--Identity:ClientCertificates:Proxies", "127.0.0.1"] };
        var (status, token) = await TokenAsync(behind, behind.Address, null, forwarded: Forwarded(_own));
        Assert.Equal(200, status);
        Assert.Equal(200, await AskAsync(behind.Address, null, "Bearer", token!, ("Client-Cert", Forwarded(_own))));
        using var other = Certificate("partner", DateTimeOffset.UtcNow.AddDays(1));
        Assert.Equal(401, await AskAsync(behind.Address, null, "Bearer", token!, ("Client-Cert", Forwarded(other))));
        Assert.Equal(401, await AskAsync(behind.Address, null, "Bearer", token!, ("Client-Cert", Forwarded(_own)), ("Client-Cert", Forwarded(other))));
        foreach (var broken in new[] { "", "::", ":AAAA:", Convert.ToBase64String(_own.RawData), ":" + new string('A', 20_000) + ":", Forwarded(_own) + ", " + Forwarded(_own) })
        {
            Assert.Equal(401, await AskAsync(behind.Address, null, "Bearer", token!, ("Client-Cert", broken)));
        }

        await using var elsewhere = new LiveBroker { Settings = ["--Identity:ClientCertificates:Proxies", "10.0.0.0/8, 192.0.2.1"] };
        Assert.Equal(400, (await TokenAsync(elsewhere, elsewhere.Address, null, forwarded: Forwarded(_own))).Status);
    }

    private async Task<(int Status, string? Token)> TokenAsync(LiveBroker broker, string address, X509Certificate2? certificate, string? forwarded = null, bool withProof = false)
    {
        var request = await TokenRequest.OfAsync(broker, "swv-oost");
        request.Claims["aud"] = address;
        request.Form["client_assertion"] = request.Signed();
        using var http = Client(certificate);
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(address + "/connect/token")) { Content = new FormUrlEncodedContent(request.Form) };
        if (forwarded is not null)
        {
            message.Headers.TryAddWithoutValidation("Client-Cert", forwarded);
        }

        if (withProof)
        {
            using var key = request.Key();
            message.Headers.Add("DPoP", new ProtectedRequest(broker, "", key) { Claims = { ["htu"] = address + "/connect/token" } }.Signed());
        }

        using var answer = await http.SendAsync(message, Ct);
        var reply = await Reply.ReadAsync(answer, Ct);
        return (reply.Status, reply.Status == 200 ? reply.Json.GetProperty("access_token").GetString() : null);
    }

    private async Task<int> AskAsync(string address, X509Certificate2? certificate, string scheme, string token, params (string Name, string Value)[] headers)
    {
        using var http = Client(certificate);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address + Resource));
        request.Headers.Authorization = new AuthenticationHeaderValue(scheme, token);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await http.SendAsync(request, Ct);
        return (int)answer.StatusCode;
    }

    private HttpClient Client(X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null && shown.GetRawCertData().AsSpan().SequenceEqual(_server.RawData) } };
        if (certificate is not null)
        {
            handler.SslOptions.ClientCertificates = [certificate];
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate;
        }

        return new HttpClient(handler);
    }

    private static X509Certificate2 Certificate(string name, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-2), until);
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null, X509KeyStorageFlags.Exportable);
    }

    private static string Forwarded(X509Certificate2 certificate) => $":{Convert.ToBase64String(certificate.RawData)}:";
}

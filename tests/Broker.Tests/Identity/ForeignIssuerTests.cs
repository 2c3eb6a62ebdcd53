using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;
using Xunit;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Identity;

/// <summary>Access tokens of an issuer that nobody here wrote (oidc-provider, certified), trusted by configuration for one client.</summary>
public sealed class ForeignIssuerTests : IAsyncLifetime
{
    private const string Audience = "https://broker.example.nl";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly HttpClient _http = new();
    private IdentityProvider? _provider;
    private LiveBroker? _broker;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _provider = await IdentityProvider.StartAsync(Ct, "http://127.0.0.1:1/nowhere");
        if (_provider is null)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", "Node.js or oidc-provider is not there; on CI it must be.");
            Assert.Fail("Node.js and oidc-provider must be there on CI.");
        }

        _broker = new LiveBroker
        {
            Settings = ["--Identity:Issuers:0:Issuer", _provider.Address, "--Identity:Issuers:0:Audience", Audience, "--Identity:Issuers:0:Clients:school-system", "school-so"],
        };
    }

    public async ValueTask DisposeAsync()
    {
        _key.Dispose();
        _http.Dispose();
        await (_broker?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_provider?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Fact]
    public async Task A_bound_token_of_a_trusted_issuer_opens_what_its_organisation_may_open()
    {
        var token = await TokenAsync("school-system", Audience);
        Assert.Equal(200, (await AskAsync(token, "/api/v1/organisaties")).Status);

        // It is the organisation of the configuration: its own wrong bodies are read, and its budget counts.
        var own = await _broker!.PartnerAsync("school-so");
        var made = await own.PostAsync("/api/v1/abonnementen", """{"adres":"https://partner.example.nl/haak"}""", Ct);
        Assert.Contains(made.Json.GetProperty("id").GetString()!, (await AskAsync(token, "/api/v1/abonnementen")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_token_without_a_key_for_another_audience_or_of_another_client_is_refused()
    {
        var unbound = await TokenAsync("school-system", Audience, bound: false);
        ProofAttackTests.AssertRefused(await AskAsync(unbound, "/api/v1/organisaties"), "TOKEN_INVALID");
        ProofAttackTests.AssertRefused(await AskAsync(await TokenAsync("school-system", "https://elsewhere.example"), "/api/v1/organisaties"), "TOKEN_INVALID");
        ProofAttackTests.AssertRefused(await AskAsync(await TokenAsync("stranger", Audience), "/api/v1/organisaties"), "TOKEN_INVALID");

        // A broker that does not trust this issuer refuses it whatever it says.
        await using var other = new LiveBroker();
        var token = await TokenAsync("school-system", Audience);
        ProofAttackTests.AssertRefused(await AskAsync(token, "/api/v1/organisaties", other), "TOKEN_INVALID");
    }

    [Fact]
    public async Task A_forged_token_in_the_name_of_the_issuer_is_refused()
    {
        var token = await TokenAsync("school-system", Audience);
        var (header, claims) = (Forge.Header(token), Forge.Payload(token));
        using var attacker = RSA.Create(2048);
        byte[] Sign(byte[] input) => attacker.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Assert.Equal(401, (await AskAsync(Forge.Sign(header, claims, Sign), "/api/v1/organisaties")).Status);
        header["jku"] = _provider!.Address;
        Assert.Equal(401, (await AskAsync(Forge.Sign(header, claims, Sign), "/api/v1/organisaties")).Status);
        header["alg"] = "none";
        Assert.Equal(401, (await AskAsync(Forge.Unsigned(header, claims), "/api/v1/organisaties")).Status);

        // Our own issuer's key does not sign for another issuer, nor the other way round.
        var ours = Forge.Payload(token);
        ours["iss"] = _broker!.Address;
        Assert.Equal(401, (await AskAsync($"{token.Split('.')[0]}.{Forge.Encode(ours.ToJsonString())}.{token.Split('.')[2]}", "/api/v1/organisaties")).Status);
        Assert.Equal(200, (await AskAsync(token, "/api/v1/organisaties")).Status);
    }

    private async Task<string> TokenAsync(string client, string audience, bool bound = true)
    {
        var endpoint = new Uri(_provider!.Address + "/token");
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = client, ["client_secret"] = "sandbox-only", ["resource"] = audience }),
        };
        if (bound)
        {
            request.Headers.Add("DPoP", Proof("POST", endpoint.AbsoluteUri, null));
        }

        using var answer = await _http.SendAsync(request, Ct);
        var reply = await Reply.ReadAsync(answer, Ct);
        Assert.True(reply.Status == 200, reply.Text);
        return reply.Json.GetProperty("access_token").GetString()!;
    }

    private async Task<Reply> AskAsync(string token, string path, LiveBroker? at = null)
    {
        var broker = at ?? _broker!;
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(broker.Address + path));
        request.Headers.TryAddWithoutValidation("Authorization", "DPoP " + token);
        request.Headers.Add("DPoP", Proof("GET", broker.Address + path, token));
        return await broker.SendAsync(request, Ct);
    }

    private string Proof(string method, string url, string? token)
    {
        var claims = new JsonObject { ["jti"] = Guid.NewGuid().ToString("N"), ["htm"] = method, ["htu"] = url, ["iat"] = Forge.Unix(0) };
        if (token is not null)
        {
            claims["ath"] = ProtectedRequest.HashOf(token);
        }

        return Forge.Sign(new JsonObject { ["typ"] = "dpop+jwt", ["alg"] = SecurityAlgorithms.EcdsaSha256, ["jwk"] = Forge.PublicJwk(_key) }, claims, _key);
    }
}

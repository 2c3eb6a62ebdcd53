using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;
using Xunit;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Identity;

/// <summary>Attacks on the statement by which a client says who it is. Each must fail, and all with the same answer.</summary>
public sealed class ClientAssertionAttackTests(LiveBroker broker)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> AudienceAttacks => ["https://elsewhere.example", "http://localhost:1", "", "{\"a\":1}"];

    [Fact]
    public async Task A_good_assertion_gets_a_token_of_two_minutes_bound_to_the_key()
    {
        var reply = await (await TokenRequest.OfAsync(broker, "swv-oost")).SendAsync(Ct);

        Assert.Equal(200, reply.Status);
        Assert.Equal("DPoP", reply.Json.GetProperty("token_type").GetString());
        Assert.Equal(120, reply.Json.GetProperty("expires_in").GetInt32());
        Assert.Equal((await broker.PartnerAsync("swv-oost")).Key.Kid, Forge.Payload(reply.Json.GetProperty("access_token").GetString()!)["cnf"]!["jkt"]!.GetValue<string>());
        Assert.Contains("no-store", reply.Header("Cache-Control"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dpop+jwt")]
    [InlineData("at+jwt")]
    [InlineData("secevent+jwt")]
    public async Task A_statement_of_another_kind_by_the_right_key_is_refused(string type)
    {
        var request = await TokenRequest.OfAsync(broker, "swv-oost");
        request.Header["typ"] = type;
        AssertRefused(await request.SendAsync(Ct));
        request.Header["typ"] = "client-authentication+jwt";
        Assert.Equal(200, (await request.SendAsync(Ct)).Status);
    }

    [Fact]
    public async Task An_unsigned_assertion_is_refused()
    {
        var request = await TokenRequest.OfAsync(broker, "swv-oost");
        foreach (var name in new[] { "none", "None", "NONE", "nOnE", "" })
        {
            request.Header["alg"] = name;
            AssertRefused(await request.SendAsync(Ct, Forge.Unsigned(request.Header, request.Claims)));
            AssertRefused(await request.SendAsync(Ct));
        }
    }

    [Fact]
    public async Task The_public_key_used_as_a_shared_secret_is_refused()
    {
        var request = await TokenRequest.OfAsync(broker, "swv-oost");
        using var key = request.Key();
        byte[][] secrets =
        [
            Encoding.UTF8.GetBytes((await broker.PartnerAsync("swv-oost")).Key.ToPublicJson()), key.ExportSubjectPublicKeyInfo(),
            Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem()), key.ExportParameters(false).Q.X!, [],
        ];
        foreach (var algorithm in new[] { "HS256", "HS384", "ES256" })
        {
            request.Header["alg"] = algorithm;
            foreach (var secret in secrets)
            {
                AssertRefused(await request.SendAsync(Ct, Forge.Mac(request.Header, request.Claims, secret)));
            }
        }
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("PS256")]
    [InlineData("ES384")]
    [InlineData("ES256K")]
    [InlineData("EdDSA")]
    [InlineData("es256")]
    public async Task Another_algorithm_than_the_key_is_for_is_refused(string algorithm)
    {
        var request = await TokenRequest.OfAsync(broker, "swv-oost");
        request.Header["alg"] = algorithm;
        AssertRefused(await request.SendAsync(Ct));
    }

    [Fact]
    public async Task A_signature_of_zeros_or_in_another_coding_is_refused()
    {
        var request = await TokenRequest.OfAsync(broker, "swv-oost");
        using var key = request.Key();
        AssertRefused(await request.SendAsync(Ct, Forge.Sign(request.Header, request.Claims, _ => new byte[64])));
        AssertRefused(await request.SendAsync(Ct, Forge.Sign(request.Header, request.Claims, _ => [])));
        AssertRefused(await request.SendAsync(Ct, Forge.Sign(request.Header, request.Claims, input => key.SignData(input, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence))));
    }

    [Fact]
    public async Task A_key_of_the_attacker_in_the_header_is_never_used()
    {
        using var attacker = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var listener = new CalledAddress();
        foreach (var (name, value) in new (string, JsonNode)[]
        {
            ("jwk", Forge.PublicJwk(attacker)), ("jku", listener.Address), ("x5u", listener.Address), ("x5c", new JsonArray(Convert.ToBase64String(attacker.ExportSubjectPublicKeyInfo()))),
        })
        {
            var request = await TokenRequest.OfAsync(broker, "swv-oost");
            request.Header[name] = value;
            AssertRefused(await request.SendAsync(Ct, Forge.Sign(request.Header, request.Claims, attacker)));
            request.Header.Remove("kid");
            AssertRefused(await request.SendAsync(Ct, Forge.Sign(request.Header, request.Claims, attacker)));
        }

        Assert.Equal(0, listener.Calls);
    }

    [Theory]
    [InlineData("../../../../etc/passwd")]
    [InlineData("' OR '1'='1")]
    [InlineData("/dev/null")]
    [InlineData("\0")]
    [InlineData("*")]
    public async Task A_kid_that_names_no_registered_key_is_refused(string kid)
    {
        var request = await TokenRequest.OfAsync(broker, "swv-oost");
        request.Header["kid"] = kid;
        AssertRefused(await request.SendAsync(Ct));
        AssertRefused(await request.SendAsync(Ct, Forge.Mac(request.Header, request.Claims, [])));
    }

    [Fact]
    public async Task An_assertion_with_critical_extensions_is_refused()
    {
        var request = await TokenRequest.OfAsync(broker, "swv-oost");
        foreach (var critical in new JsonNode[] { new JsonArray("exp"), new JsonArray(), "b64", 1 })
        {
            request.Header["crit"] = critical;
            AssertRefused(await request.SendAsync(Ct));
        }
    }

    [Theory]
    [MemberData(nameof(AudienceAttacks))]
    public async Task An_assertion_for_another_audience_is_refused(string audience)
    {
        var request = await TokenRequest.OfAsync(broker, "swv-oost");
        request.Claims["aud"] = audience;
        AssertRefused(await request.SendAsync(Ct));
        request.Claims["aud"] = new JsonArray(broker.Address, audience);
        AssertRefused(await request.SendAsync(Ct));
        request.Claims.Remove("aud");
        AssertRefused(await request.SendAsync(Ct));
    }

    [Fact]
    public async Task Another_client_s_key_or_name_is_refused()
    {
        var request = await TokenRequest.OfAsync(broker, "swv-oost");
        foreach (var claim in new[] { "iss", "sub" })
        {
            request.Claims[claim] = "school-so";
            AssertRefused(await request.SendAsync(Ct));
        }

        request.Header["kid"] = (await broker.PartnerAsync("school-so")).Key.Kid;
        AssertRefused(await request.SendAsync(Ct));

        var named = await TokenRequest.OfAsync(broker, "swv-oost");
        named.Form["client_id"] = "school-so";
        AssertRefused(await named.SendAsync(Ct));
    }

    [Fact]
    public async Task What_is_not_canonical_base64url_is_refused_so_that_a_token_has_one_spelling()
    {
        var request = await TokenRequest.OfAsync(broker, "swv-oost");
        var good = request.Signed();
        foreach (var end in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".Where(end => end != good[^1]))
        {
            AssertRefused(await request.SendAsync(Ct, good[..^1] + end));
        }

        foreach (var changed in new[] { good + "=", good + " ", good + ".", good.Replace('-', '+').Replace('_', '/') + "=", "\u00a0" + good })
        {
            AssertRefused(await request.SendAsync(Ct, changed));
        }

        Assert.Equal(200, (await request.SendAsync(Ct, good)).Status);
    }

    [Fact]
    public async Task A_member_that_stands_twice_is_refused()
    {
        var request = await TokenRequest.OfAsync(broker, "swv-oost");
        using var key = request.Key();
        var twice = request.Claims.ToJsonString()[..^1] + ",\"sub\":\"school-so\"}";
        var input = Forge.Encode(request.Header.ToJsonString()) + "." + Forge.Encode(twice);
        AssertRefused(await request.SendAsync(Ct, input + "." + Base64UrlEncoder.Encode(key.SignData(Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256))));
    }

    internal static void AssertRefused(Reply reply)
    {
        Assert.Equal(401, reply.Status);
        Assert.Equal("invalid_client", reply.Json.GetProperty("error").GetString());
        Assert.False(reply.Json.TryGetProperty("access_token", out _));
    }
}

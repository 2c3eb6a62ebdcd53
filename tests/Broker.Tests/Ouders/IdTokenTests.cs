using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Xunit;
using ZioExchange.Broker.Identity.Oidc;

namespace ZioExchange.Broker.Tests.Ouders;

/// <summary>What an id_token must hold to prove who signed in (OpenID Connect Core 3.1.3.7), each lack on its own.</summary>
public sealed class IdTokenTests : IDisposable
{
    private const string Issuer = "https://login.example.nl";
    private const string Client = "zio";
    private const string Nonce = "n-0S6_WzA2Mj";
    private const string Access = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y";

    private readonly RSA _rsa = RSA.Create(2048);
    private readonly RsaSecurityKey _key;
    private readonly OpenIdConnectConfiguration _metadata = new() { Issuer = Issuer };

    public IdTokenTests()
    {
        _key = new RsaSecurityKey(_rsa) { KeyId = "one" };
        _metadata.SigningKeys.Add(_key);
    }

    public void Dispose() => _rsa.Dispose();

    [Fact]
    public async Task A_token_that_is_right_in_everything_names_the_person()
    {
        var token = await ValidateAsync(Token(claims => claims["at_hash"] = "77QmUPtjPfzWtF2AnpK9RQ"));

        Assert.Equal("somebody", token.Subject);
    }

    public static TheoryData<string> Lacks() =>
        ["no nonce", "other nonce", "other issuer", "other audience", "second audience", "other azp", "expired", "not yet", "no expiry", "wrong at_hash", "other key", "unsigned", "secret as key", "changed"];

    [Theory]
    [MemberData(nameof(Lacks))]
    public async Task A_token_that_lacks_one_thing_proves_nothing(string lack)
    {
        using var stranger = RSA.Create(2048);
        var text = lack switch
        {
            "no nonce" => Token(claims => claims.Remove("nonce")),
            "other nonce" => Token(claims => claims["nonce"] = "another"),
            "other issuer" => Token(claims => claims["iss"] = "https://login.example.org"),
            "other audience" => Token(claims => claims["aud"] = "another"),
            "second audience" => Token(claims => claims["aud"] = new[] { Client, "another" }),
            "other azp" => Token(claims => claims["azp"] = "another"),
            "expired" => Token(claims => claims["exp"] = Seconds(-600)),
            "not yet" => Token(claims => claims["nbf"] = Seconds(600)),
            "no expiry" => Token(claims => claims.Remove("exp")),
            "wrong at_hash" => Token(claims => claims["at_hash"] = "AAAAAAAAAAAAAAAAAAAAAA"),
            "other key" => Token(_ => { }, new SigningCredentials(new RsaSecurityKey(stranger) { KeyId = "one" }, "RS256")),
            "unsigned" => Unsigned(),
            "secret as key" => Token(_ => { }, new SigningCredentials(new SymmetricSecurityKey(_rsa.ExportSubjectPublicKeyInfo()) { KeyId = "one" }, "HS256")),
            _ => Changed(Token(_ => { })),
        };

        await Assert.ThrowsAsync<IdTokenFaultException>(() => ValidateAsync(text));
    }

    private Task<JsonWebToken> ValidateAsync(string text) => IdTokens.ValidateAsync(text, _metadata, Client, Nonce, Access);

    private string Token(Action<Dictionary<string, object>> change, SigningCredentials? signing = null)
    {
        var claims = new Dictionary<string, object>
        {
            ["iss"] = Issuer,
            ["aud"] = Client,
            ["sub"] = "somebody",
            ["nonce"] = Nonce,
            ["iat"] = Seconds(0),
            ["exp"] = Seconds(300),
        };
        change(claims);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor { Claims = claims, SigningCredentials = signing ?? new SigningCredentials(_key, "RS256") });
    }

    private string Unsigned() => Base64UrlEncoder.Encode("""{"alg":"none"}""") + "." + Token(_ => { }).Split('.')[1] + ".";

    private static string Changed(string token)
    {
        var parts = token.Split('.');
        var payload = Base64UrlEncoder.Decode(parts[1]).Replace("somebody", "somebodz", StringComparison.Ordinal);
        return string.Join('.', parts[0], Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(payload)), parts[2]);
    }

    private static long Seconds(int from) => DateTimeOffset.UtcNow.AddSeconds(from).ToUnixTimeSeconds();
}

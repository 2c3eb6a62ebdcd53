using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using ZioExchange.Broker.Identity;

namespace ZioExchange.Broker.Sandbox;

/// <summary>Plays a partner system: proves its key, gets a token, signs each request. Used by the verbs <c>ask</c> and <c>token</c>, over real HTTP.</summary>
internal sealed class SandboxClient(HttpClient http, string client, SandboxKey key, Uri broker)
{
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>A fresh token of 120 seconds, bound to the client's key.</summary>
    /// <exception cref="HttpRequestException">The broker did not give one; the message holds its OAuth error.</exception>
    public async Task<string> TokenAsync(CancellationToken ct)
    {
        var endpoint = new Uri(broker, "/connect/token");
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_assertion_type"] = ClientAssertion.Type,
                ["client_assertion"] = Assertion(),
            }),
        };
        request.Headers.Add("DPoP", Proof("POST", endpoint, accessToken: null));
        using var answer = await http.SendAsync(request, ct);
        var body = JsonOf(await answer.Content.ReadAsStringAsync(ct));
        return answer.IsSuccessStatusCode
            ? body.GetProperty("access_token").GetString()!
            : throw new HttpRequestException($"No token ({(int)answer.StatusCode}): {Said(body, "error", "code")}. {Said(body, "error_description", "title")}", null, answer.StatusCode);
    }

    // What stands before a broker may answer in words of its own when no node does.
    private static JsonElement JsonOf(string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return JsonElement.Parse("""{"error":"no answer of a broker"}""");
        }
    }

    // An OAuth error, or problem+json when the broker could not come so far.
    private static string? Said(JsonElement body, string name, string otherwise) =>
        (body.TryGetProperty(name, out var said) || body.TryGetProperty(otherwise, out said)) ? said.GetString() : null;

    /// <summary>A DPoP proof for one request; every call makes a new one.</summary>
    public string Proof(string method, Uri url, string? accessToken)
    {
        var now = DateTimeOffset.UtcNow;
        var claims = new Dictionary<string, object>
        {
            ["jti"] = Guid.NewGuid().ToString("N"),
            ["htm"] = method,
            ["htu"] = url.GetLeftPart(UriPartial.Path),
            ["iat"] = now.ToUnixTimeSeconds(),
        };
        if (accessToken is not null)
        {
            claims["ath"] = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(accessToken)));
        }

        using var ecdsa = key.ToECDsa();
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = "dpop+jwt",
            Claims = claims,
            AdditionalHeaderClaims = new Dictionary<string, object> { ["jwk"] = new Dictionary<string, string> { ["kty"] = key.Kty, ["crv"] = key.Crv, ["x"] = key.X, ["y"] = key.Y } },
            SigningCredentials = Credentials(new ECDsaSecurityKey(ecdsa)),
        });
    }

    /// <summary>Sends one request as this client.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, string accessToken, CancellationToken ct)
    {
        var url = new Uri(broker, path);
        using var request = new HttpRequestMessage(method, url) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("DPoP", accessToken);
        request.Headers.Add("DPoP", Proof(method.Method, url, accessToken));
        return await http.SendAsync(request, ct);
    }

    /// <summary>What it proves its key with at the token endpoint; every call makes a new one.</summary>
    public string Assertion()
    {
        var now = DateTime.UtcNow;
        using var ecdsa = key.ToECDsa();
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = client,
            Audience = broker.GetLeftPart(UriPartial.Authority),
            IssuedAt = now,
            Expires = now.AddSeconds(60),
            Claims = new Dictionary<string, object> { ["sub"] = client, ["jti"] = Guid.NewGuid().ToString("N") },
            SigningCredentials = Credentials(new ECDsaSecurityKey(ecdsa) { KeyId = key.Kid }),
        });
    }

    // The factory would keep a signer of a key that is disposed after use.
    private static SigningCredentials Credentials(SecurityKey signing) =>
        new(signing, SecurityAlgorithms.EcdsaSha256) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } };
}

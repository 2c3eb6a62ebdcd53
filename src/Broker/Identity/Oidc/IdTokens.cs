using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace ZioExchange.Broker.Identity.Oidc;

/// <summary>Every check of OpenID Connect Core 3.1.3.7 on an id_token of the code flow.</summary>
internal static class IdTokens
{
    // Asymmetric only: with HS256 whoever knows the client secret could make one. "none" is never valid.
    private static readonly string[] Algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    /// <param name="accessToken">Compared with <c>at_hash</c> when the token carries one.</param>
    /// <exception cref="IdTokenFaultException">The token does not prove who signed in.</exception>
    public static async Task<JsonWebToken> ValidateAsync(string text, OpenIdConnectConfiguration metadata, string clientId, string nonce, string? accessToken)
    {
        var result = await Handler.ValidateTokenAsync(text, new TokenValidationParameters
        {
            ValidIssuer = metadata.Issuer,
            ValidAudience = clientId,
            IssuerSigningKeys = metadata.SigningKeys,
            ValidAlgorithms = Algorithms,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ValidateLifetime = true,
            ValidateIssuerSigningKey = true,
            TryAllIssuerSigningKeys = false,
            ClockSkew = TimeSpan.FromMinutes(2),
        });
        if (!result.IsValid || result.SecurityToken is not JsonWebToken token)
        {
            throw new IdTokenFaultException("id_token", result.Exception);
        }

        Require(FixedEquals(token.TryGetPayloadValue<string>("nonce", out var given) ? given : null, nonce), "nonce");
        Require(token.TryGetPayloadValue<string>("azp", out var party) ? party == clientId : token.Audiences.Count() == 1, "azp");
        Require(token.TryGetPayloadValue<long>("iat", out _), "iat");
        Require(accessToken is null || !token.TryGetPayloadValue<string>("at_hash", out var hash) || hash == HashOf(accessToken, token.Alg), "at_hash");
        return token;
    }

    private static void Require(bool holds, string check)
    {
        if (!holds)
        {
            throw new IdTokenFaultException(check);
        }
    }

    private static bool FixedEquals(string? given, string expected) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));

    /// <summary>The left half of the hash that belongs to the signature's algorithm.</summary>
    private static string HashOf(string accessToken, string algorithm)
    {
        var bytes = Encoding.ASCII.GetBytes(accessToken);
        var hash = algorithm[^3..] switch
        {
            "384" => SHA384.HashData(bytes),
            "512" => SHA512.HashData(bytes),
            _ => SHA256.HashData(bytes),
        };
        return Base64UrlEncoder.Encode(hash[..(hash.Length / 2)]);
    }
}

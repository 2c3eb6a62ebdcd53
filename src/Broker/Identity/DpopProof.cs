using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ZioExchange.Broker.Identity;

/// <summary>Checks one DPoP proof: a signature over this request by the key a token is bound to (RFC 9449 section 4.3).</summary>
/// <remarks>
/// A proof is fresh when its <c>iat</c> lies within <see cref="Window"/> of the server's clock, or when it carries a nonce this broker gave out;
/// a client whose clock is wrong is told to use the nonce. Single use is judged by the caller through <see cref="SingleUse"/>.
/// </remarks>
public sealed class DpopProof
{
    /// <summary>How far <c>iat</c> may lie from now, either way, without a nonce.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    private const int MaximumLength = 8 * 1024;
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = MaximumLength };
    private static readonly ProofKeys Keys = new();

    private DpopProof(string identifier, string thumbprint) => (Identifier, Thumbprint) = (identifier, thumbprint);

    /// <summary>The proof's <c>jti</c>: use it once.</summary>
    public string Identifier { get; }

    /// <summary>SHA-256 thumbprint of the key in the proof, base64url (RFC 7638); the token's <c>cnf.jkt</c> must equal it.</summary>
    public string Thumbprint { get; }

    /// <param name="proof">The value of the one DPoP header.</param>
    /// <param name="accessToken">The token presented with it; null at the token endpoint.</param>
    public static async Task<DpopResult> ReadAsync(string proof, string method, string url, string? accessToken, DpopNonce nonces, DateTimeOffset now)
    {
        if (proof.Length > MaximumLength || !CompactJwt.IsSound(proof) || !Handler.CanReadToken(proof))
        {
            return DpopResult.Invalid("The DPoP header holds no compact JWT.");
        }

        try
        {
            var token = Handler.ReadJsonWebToken(proof);
            if (token.Typ != "dpop+jwt" || token.Alg is not (SecurityAlgorithms.EcdsaSha256 or SecurityAlgorithms.RsaSsaPssSha256))
            {
                return DpopResult.Invalid("The proof must have typ dpop+jwt, alg ES256 or PS256 and no crit.");
            }

            if (Keys.Find(token) is not { } key)
            {
                return DpopResult.Invalid("The proof's header must hold one public jwk: EC P-256 or RSA of 2048 bits or more, without private members.");
            }

            var signature = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
            {
                IssuerSigningKey = key.Key,
                ValidAlgorithms = [token.Alg],
                ValidateIssuer = false,
                ValidateAudience = false,
                ValidateLifetime = false,
                RequireExpirationTime = false,
            });
            if (!signature.IsValid)
            {
                return DpopResult.Invalid("The proof's signature does not fit its key.");
            }

            Keys.Keep(token, key);
            return Judge(token, key.Thumbprint, method, url, accessToken, nonces, now);
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException or JsonException or FormatException or CryptographicException)
        {
            return DpopResult.Invalid("The proof cannot be read.");
        }
    }

    /// <summary>The thumbprint of the key that a proof shows, before anything of it was checked: whoever knows a public key can show it.</summary>
    public static string? KeyShownIn(string proof)
    {
        try
        {
            return proof.Length <= MaximumLength && CompactJwt.IsSound(proof) && Handler.CanReadToken(proof) ? Keys.Find(Handler.ReadJsonWebToken(proof))?.Thumbprint : null;
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException or JsonException or FormatException or CryptographicException)
        {
            return null;
        }
    }

    private static DpopResult Judge(JsonWebToken token, string thumbprint, string method, string url, string? accessToken, DpopNonce nonces, DateTimeOffset now)
    {
        if (!token.TryGetPayloadValue<string>("jti", out var identifier) || identifier is not { Length: > 0 and <= 256 })
        {
            return DpopResult.Invalid("The proof needs a jti.");
        }

        if (!token.TryGetPayloadValue<string>("htm", out var htm) || htm != method || !token.TryGetPayloadValue<string>("htu", out var htu) || !RequestUrl.Same(htu, url))
        {
            return DpopResult.Invalid("The proof is for another method or address (htm, htu).");
        }

        if (accessToken is not null && (!token.TryGetPayloadValue<string>("ath", out var ath) || ath != HashOf(accessToken)))
        {
            return DpopResult.Invalid("The proof is not for this token (ath).");
        }

        if (!token.TryGetPayloadValue<long>("iat", out var issuedAt))
        {
            return DpopResult.Invalid("The proof needs an iat.");
        }

        var hasNonce = token.TryGetPayloadValue<string>("nonce", out var nonce);
        if (hasNonce ? nonce is null || !nonces.IsCurrent(nonce, now) : Math.Abs(now.ToUnixTimeSeconds() - issuedAt) > Window.TotalSeconds)
        {
            return DpopResult.NonceNeeded;
        }

        return DpopResult.Valid(new DpopProof(identifier, thumbprint));
    }

    private static string HashOf(string accessToken) => Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(accessToken)));
}

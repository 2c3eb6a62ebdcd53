using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ZioExchange.Broker.Identity;

/// <summary>Checks a client's signed statement of who it is: <c>private_key_jwt</c> (RFC 7523, OpenID Connect Core section 9).</summary>
/// <remarks>
/// ES256 or PS256 by a registered key, or one that the client publishes at its registered <c>jwks_uri</c>; <c>iss</c> = <c>sub</c> = the client; audience exactly the issuer or the token endpoint;
/// at most five minutes from now to <c>exp</c>; a <c>jti</c> that is used once. The header's <c>jku</c>, <c>x5u</c>, <c>jwk</c> are never followed.
/// </remarks>
public sealed class ClientAssertion(Issuer issuer, IPartnerClients clients, PublishedKeys published, SingleUse singleUse)
{
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private const int MaximumLength = 16 * 1024;
    private static readonly string[] Kinds = ["JWT", "client-authentication+jwt"];
    private static readonly TimeSpan MaximumLifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(10);

    // Nodes forget by their own clocks: one that runs ahead must not forget what one behind still takes.
    private static readonly TimeSpan ClocksApart = TimeSpan.FromMinutes(10);
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = MaximumLength };

    /// <returns>The client, or null for every fault alike: who probes learns nothing.</returns>
    public async Task<PartnerClient?> AuthenticateAsync(string assertion, DateTimeOffset now, CancellationToken ct)
    {
        if (assertion.Length > MaximumLength || !CompactJwt.IsSound(assertion) || !Handler.CanReadToken(assertion))
        {
            return null;
        }

        try
        {
            var token = Handler.ReadJsonWebToken(assertion);
            if (!IsOfThisKind(token.Typ) || token.Alg is not (SecurityAlgorithms.EcdsaSha256 or SecurityAlgorithms.RsaSsaPssSha256)
                || await clients.FindAsync(token.Subject, ct) is not { } client
                || (KeyFor(token, client.Keys) ?? await PublishedKeyAsync(token, client, ct)) is not { } key)
            {
                return null;
            }

            var result = await Handler.ValidateTokenAsync(assertion, new TokenValidationParameters
            {
                IssuerSigningKey = key,
                ValidAlgorithms = [token.Alg],
                ValidIssuer = client.Organisation.Value,
                AudienceValidator = (audiences, _, _) => audiences.ToArray() is [var only] && (only == issuer.Name || only == issuer.TokenEndpoint),
                LifetimeValidator = (notBefore, expires, _, _) => IsTimely(notBefore, expires, now),
                RequireExpirationTime = true,
                RequireSignedTokens = true,
            });

            return result.IsValid && token.TryGetPayloadValue<string>("jti", out var jti) && jti is { Length: > 0 and <= 256 }
                && await singleUse.TryUseAsync("assertion:" + client.Organisation.Value, jti, token.ValidTo + Skew + ClocksApart, ct)
                ? client with { SignedWith = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint()) }
                : null;
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException or JsonException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The client that an assertion names, before anything of it was checked: it may be nobody.</summary>
    public static string? ClientNamedIn(string assertion)
    {
        try
        {
            return assertion.Length <= MaximumLength && CompactJwt.IsSound(assertion) && Handler.CanReadToken(assertion)
                ? Handler.ReadJsonWebToken(assertion).Subject
                : null;
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException or JsonException or FormatException)
        {
            return null;
        }
    }

    /// <summary>A proof or a token of ours is no assertion, whoever signed it (RFC 8725 section 3.11, RFC 7523bis).</summary>
    private static bool IsOfThisKind(string? type) => string.IsNullOrEmpty(type)
        || Array.Exists(Kinds, kind => kind.Equals(type, StringComparison.OrdinalIgnoreCase) || ("application/" + kind).Equals(type, StringComparison.OrdinalIgnoreCase));

    private static bool IsTimely(DateTime? notBefore, DateTime? expires, DateTimeOffset now) =>
        expires is { } end && end > (now - Skew).UtcDateTime && end <= (now + MaximumLifetime + Skew).UtcDateTime
        && (notBefore is not { } start || start <= (now + Skew).UtcDateTime);

    private async Task<JsonWebKey?> PublishedKeyAsync(JsonWebToken token, PartnerClient client, CancellationToken ct) =>
        client.KeysAt is { } address ? KeyFor(token, await published.AtAsync(address, token.Kid, ct)) : null;

    private static JsonWebKey? KeyFor(JsonWebToken token, IReadOnlyList<JsonWebKey> keys)
    {
        var fitting = keys.Where(key => PublicKeys.Fits(key, token.Alg));
        return string.IsNullOrEmpty(token.Kid)
            ? fitting.Take(2).ToArray() is [var only] ? only : null
            : fitting.FirstOrDefault(key => key.Kid == token.Kid);
    }
}

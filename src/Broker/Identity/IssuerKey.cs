using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace ZioExchange.Broker.Identity;

/// <summary>One key with which this broker signs access tokens: ES256, named by its RFC 7638 thumbprint.</summary>
/// <param name="CreatedAt">When it came into use; the youngest key that is in use signs, the others still verify.</param>
/// <param name="RetiredAt">From then on it verifies nothing; null for the key that signs.</param>
public sealed record IssuerKey(string Kid, ECDsaSecurityKey Key, DateTimeOffset CreatedAt, DateTimeOffset? RetiredAt)
{
    public static IssuerKey Create(ECDsa ecdsa, DateTimeOffset createdAt, DateTimeOffset? retiredAt = null)
    {
        var kid = Base64UrlEncoder.Encode(JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(ecdsa)).ComputeJwkThumbprint());
        return new IssuerKey(kid, new ECDsaSecurityKey(ecdsa) { KeyId = kid }, createdAt, retiredAt);
    }

    /// <summary>The public half, as it stands in <c>/.well-known/jwks.json</c>.</summary>
    public PublicJwk ToPublicJwk()
    {
        var parameters = Key.ECDsa.ExportParameters(includePrivateParameters: false);
        return new PublicJwk("EC", "P-256", Base64UrlEncoder.Encode(parameters.Q.X), Base64UrlEncoder.Encode(parameters.Q.Y), Kid, "ES256", "sig");
    }
}

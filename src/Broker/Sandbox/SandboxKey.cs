using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Sandbox;

/// <summary>A private key of a sandbox client as JSON Web Key. Prints its kid only.</summary>
public sealed record SandboxKey(string Kty, string Crv, string X, string Y, string D, string Kid, string Alg, string Use)
{
    public static SandboxKey From(ECDsa ecdsa)
    {
        var parameters = ecdsa.ExportParameters(includePrivateParameters: true);
        var kid = Base64UrlEncoder.Encode(JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(ecdsa)).ComputeJwkThumbprint());
        return new SandboxKey(
            "EC", "P-256", Base64UrlEncoder.Encode(parameters.Q.X), Base64UrlEncoder.Encode(parameters.Q.Y), Base64UrlEncoder.Encode(parameters.D), kid, "ES256", "sig");
    }

    /// <summary>The public half, to register.</summary>
    public string ToPublicJson() => JsonSerializer.Serialize(new Identity.PublicJwk(Kty, Crv, X, Y, Kid, Alg, Use), BrokerJson.CamelCase);

    public ECDsa ToECDsa() => ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = Base64UrlEncoder.DecodeBytes(X), Y = Base64UrlEncoder.DecodeBytes(Y) },
        D = Base64UrlEncoder.DecodeBytes(D),
    });

    public override string ToString() => Kid;
}

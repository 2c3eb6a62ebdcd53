using Microsoft.IdentityModel.Tokens;

namespace ZioExchange.Broker.Identity;

/// <summary>Which public keys of partner systems are used here: EC P-256 and RSA of 2048 to 8192 bits, without private members, for signatures.</summary>
internal static class PublicKeys
{
    public static bool IsUsable(JsonWebKey key) =>
        key is { D: null, P: null, Q: null, DP: null, DQ: null, QI: null, K: null, Oth: null or [], Use: null or "" or "sig" } && key.Kty switch
        {
            JsonWebAlgorithmsKeyTypes.EllipticCurve => key.Crv == "P-256",
            JsonWebAlgorithmsKeyTypes.RSA => key.KeySize is >= 2048 and <= 8192,
            _ => false,
        };

    /// <summary>ES256 is for curves, PS256 for RSA: a key is never tried with another algorithm than its own.</summary>
    public static bool Fits(JsonWebKey key, string algorithm) =>
        key.Kty == (algorithm == SecurityAlgorithms.EcdsaSha256 ? JsonWebAlgorithmsKeyTypes.EllipticCurve : JsonWebAlgorithmsKeyTypes.RSA);
}

namespace ZioExchange.Broker.Identity;

/// <summary>A public key as JSON Web Key (RFC 7517), with the members that ES256 needs and no others.</summary>
public sealed record PublicJwk(string Kty, string Crv, string X, string Y, string Kid, string Alg, string Use);

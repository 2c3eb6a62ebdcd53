using Microsoft.IdentityModel.Tokens;

namespace ZioExchange.Broker.Identity;

/// <summary>The public key of a DPoP proof.</summary>
/// <param name="Thumbprint">SHA-256, base64url (RFC 7638).</param>
internal sealed record ProofKey(JsonWebKey Key, string Thumbprint);

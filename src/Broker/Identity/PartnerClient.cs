using Microsoft.IdentityModel.Tokens;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Identity;

/// <summary>A partner system as the directory knows it: its organisation and the public keys it registered.</summary>
/// <param name="Keys">Keys in use; EC P-256 or RSA of 2048 bits or more, each with a kid.</param>
/// <param name="KeysAt">Registered address where the client publishes further keys (<c>jwks_uri</c>); null when it registered none.</param>
public sealed record PartnerClient(OrganisationId Organisation, PartyType Party, IReadOnlyList<JsonWebKey> Keys, Uri? KeysAt)
{
    /// <summary>Thumbprint (RFC 7638) of the key that it proved just now; null before that.</summary>
    public string? SignedWith { get; init; }
}

namespace ZioExchange.Broker.Persistence.Model;

/// <summary>Table client_keys. A public key that an organisation registered for its partner system.</summary>
public sealed class ClientKeyRow
{
    public required string OrganisationId { get; init; }

    public required string Kid { get; init; }

    /// <summary>Public JWK; a row with private members is refused when it is registered.</summary>
    public required string Jwk { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    public DateTimeOffset? RetiredAt { get; set; }
}

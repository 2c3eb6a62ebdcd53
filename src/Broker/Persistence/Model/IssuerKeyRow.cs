namespace ZioExchange.Broker.Persistence.Model;

/// <summary>Table issuer_keys. A key that signs access tokens, wrapped by the master key.</summary>
public sealed class IssuerKeyRow
{
    public required string Kid { get; init; }

    public required byte[] WrappedPrivateKey { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? RetiredAt { get; set; }
}

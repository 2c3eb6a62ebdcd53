namespace ZioExchange.Broker.Persistence.Model;

/// <summary>Table delivery_addresses. Where an organisation wants messages of <c>$kind-dossier-push</c> brought; one at most.</summary>
public sealed class DeliveryAddressRow
{
    public required string OrganisationId { get; init; }

    public required string Address { get; set; }

    /// <summary>The key of the signatures, wrapped by the master key.</summary>
    public required byte[] WrappedSecret { get; set; }

    public required DateTimeOffset RegisteredAt { get; set; }
}

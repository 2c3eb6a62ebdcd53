namespace ZioExchange.Broker.Persistence.Model;

/// <summary>Table source_endpoints. Where a source's system is reached; the only addresses the broker ever calls.</summary>
public sealed class SourceEndpointRow
{
    public required string OrganisationId { get; init; }

    /// <summary>The kind of system: school, swv, gemeente, zorgkantoor or aanbieder.</summary>
    public required string Kind { get; init; }

    public required string Address { get; init; }

    /// <summary>The bearer secret the source gave the broker, wrapped by the master key.</summary>
    public required byte[] WrappedSecret { get; init; }
}

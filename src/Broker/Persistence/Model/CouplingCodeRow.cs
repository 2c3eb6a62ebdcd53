namespace ZioExchange.Broker.Persistence.Model;

/// <summary>Table coupling_codes. A code a party gave a family, by which it links its child to that party's own number.</summary>
public sealed class CouplingCodeRow
{
    /// <summary>Keyed hash of the code: the code itself is shown once and not kept.</summary>
    public required byte[] Lookup { get; init; }

    public required Guid Id { get; init; }

    public required string OrganisationId { get; init; }

    /// <summary>System and number, wrapped by the master key until the child is known.</summary>
    public required byte[] WrappedNumber { get; init; }

    /// <summary>Keyed hash of the number, so that a new code for it ends the one before. Null in rows of an older version.</summary>
    public byte[]? NumberLookup { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? RedeemedAt { get; set; }
}

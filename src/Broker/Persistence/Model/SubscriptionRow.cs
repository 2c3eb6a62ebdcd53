namespace ZioExchange.Broker.Persistence.Model;

/// <summary>Table subscriptions. Where an organisation wants to be told of events.</summary>
public sealed class SubscriptionRow
{
    public required Guid Id { get; init; }

    public required string OrganisationId { get; init; }

    public required string Address { get; init; }

    /// <summary>Event types separated by spaces; empty means all.</summary>
    public required string Types { get; init; }

    /// <summary>The key of the signatures, wrapped by the master key.</summary>
    public required byte[] WrappedSecret { get; init; }

    /// <summary>The first event that was not looked at for this subscription.</summary>
    public required long NextSeq { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>BEEINDIGD by its owner, or GONE when the address answered 410.</summary>
    public string? EndReason { get; set; }
}

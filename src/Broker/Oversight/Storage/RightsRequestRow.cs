namespace ZioExchange.Broker.Oversight.Storage;

/// <summary>Table oversight_requests. One row is one request of a family or young person, with its term.</summary>
internal sealed class RightsRequestRow
{
    public required string Id { get; set; }

    public required string Organisation { get; set; }

    public required string Child { get; set; }

    public required string Kind { get; set; }

    public required string Scope { get; set; }

    public required string ReceivedOn { get; set; }

    public required string Due { get; set; }

    public string? Extended { get; set; }

    public required string State { get; set; }

    public string? Outcome { get; set; }

    /// <summary>Empty while no officer has touched it.</summary>
    public required string HandledBy { get; set; }

    /// <summary>The person of the family; empty when an officer recorded it.</summary>
    public string AskedBy { get; set; } = string.Empty;

    /// <summary>Ticks; 0 when an officer recorded it.</summary>
    public long AskedAt { get; set; }

    /// <summary>What the family wrote, sealed under the child's key.</summary>
    public byte[]? Words { get; set; }

    public long? ClosedAt { get; set; }
}

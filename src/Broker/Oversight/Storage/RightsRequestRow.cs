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

    public required string HandledBy { get; set; }

    public long? ClosedAt { get; set; }
}

namespace ZioExchange.Broker.Oversight.Storage;

/// <summary>Table oversight_holds. While a hold stands, an organisation certifies no deletion of what it received on that row.</summary>
internal sealed class HoldRow
{
    public required string Id { get; set; }

    public required string Organisation { get; set; }

    public required string MatrixRow { get; set; }

    public required string Reason { get; set; }

    public required string PlacedBy { get; set; }

    public required long PlacedAt { get; set; }

    public string? LiftedBy { get; set; }

    public long? LiftedAt { get; set; }
}

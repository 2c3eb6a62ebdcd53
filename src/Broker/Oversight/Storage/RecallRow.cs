namespace ZioExchange.Broker.Oversight.Storage;

/// <summary>Table oversight_recalls. One row is one delivery that went wrong, and whether its recipient erased it.</summary>
internal sealed class RecallRow
{
    public required string Id { get; set; }

    public required string Organisation { get; set; }

    public required string Recipient { get; set; }

    public required string Child { get; set; }

    public required long Entry { get; set; }

    public required string Kind { get; set; }

    public required string Note { get; set; }

    public required string AskedBy { get; set; }

    public required long AskedAt { get; set; }

    public required string Due { get; set; }

    public required string State { get; set; }

    public string? Answer { get; set; }

    public string? AnsweredBy { get; set; }

    public long? AnsweredAt { get; set; }
}

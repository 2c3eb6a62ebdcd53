namespace ZioExchange.Broker.Oversight.Storage;

/// <summary>Table oversight_reviews. One row is one access that a person must look at; work moves its state on, nothing is deleted.</summary>
internal sealed class ReviewRow
{
    public required string Id { get; set; }

    public required string Organisation { get; set; }

    public required long Entry { get; set; }

    public required long Moment { get; set; }

    public string? Actor { get; set; }

    public required string Month { get; set; }

    public required string Reasons { get; set; }

    public required string State { get; set; }

    public required string Due { get; set; }

    public string? TakenBy { get; set; }

    public long? TakenAt { get; set; }

    public string? JudgedBy { get; set; }

    public long? JudgedAt { get; set; }

    public string? Finding { get; set; }

    public string? ConfirmedBy { get; set; }

    public long? ConfirmedAt { get; set; }

    public long? EscalatedAt { get; set; }
}

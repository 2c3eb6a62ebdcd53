namespace ZioExchange.Broker.Oversight.Storage;

/// <summary>Table oversight_exports. One row is one export job; it goes on where it stopped.</summary>
internal sealed class ExportRow
{
    public required string Id { get; set; }

    public required string Organisation { get; set; }

    public required string AskedBy { get; set; }

    public required string AskedRole { get; set; }

    public required long AskedAt { get; set; }

    public required string Reason { get; set; }

    public required string Format { get; set; }

    public required string Question { get; set; }

    public required string State { get; set; }

    public required long Written { get; set; }

    public string? ResumeAt { get; set; }

    public required long Parts { get; set; }

    public long? FinishedAt { get; set; }
}

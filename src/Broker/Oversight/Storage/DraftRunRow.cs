namespace ZioExchange.Broker.Oversight.Storage;

/// <summary>Table oversight_draft_runs. One row is one drafted matrix to be run over one month; it goes on where it stopped.</summary>
internal sealed class DraftRunRow
{
    public required string Id { get; set; }

    public required string Organisation { get; set; }

    public required string AskedBy { get; set; }

    public required long AskedAt { get; set; }

    public required string Month { get; set; }

    public required string Matrix { get; set; }

    public required string DraftVersion { get; set; }

    public required string State { get; set; }

    public required string ResumeAt { get; set; }
}

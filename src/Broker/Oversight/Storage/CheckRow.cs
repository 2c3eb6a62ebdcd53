namespace ZioExchange.Broker.Oversight.Storage;

/// <summary>Table oversight_checks. One row is one check of the whole log.</summary>
internal sealed class CheckRow
{
    public required long Moment { get; set; }

    public required long Entries { get; set; }

    public string? Code { get; set; }

    public long? FirstBad { get; set; }

    public string? What { get; set; }

    public string? Remedy { get; set; }

    public required string Checkpoint { get; set; }
}

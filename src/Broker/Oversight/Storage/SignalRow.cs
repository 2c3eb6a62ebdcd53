namespace ZioExchange.Broker.Oversight.Storage;

/// <summary>Table oversight_signals. One row is one thing that a rule saw, with what it expected.</summary>
internal sealed class SignalRow
{
    public required string Id { get; set; }

    public required string Organisation { get; set; }

    public required string Rule { get; set; }

    public required string About { get; set; }

    public string? Actor { get; set; }

    public required long Moment { get; set; }

    public required string Expected { get; set; }

    public required string Seen { get; set; }

    public required string Entries { get; set; }

    public required string State { get; set; }

    public string? JudgedBy { get; set; }

    public long? JudgedAt { get; set; }

    public string? Note { get; set; }
}

namespace ZioExchange.Broker.Oversight.Storage;

/// <summary>Table oversight_tunings. A judgement moved the threshold of a rule for one organisation; added only, the newest counts.</summary>
internal sealed class TuningRow
{
    public required string Id { get; set; }

    public required string Organisation { get; set; }

    public required string Rule { get; set; }

    public required long Before { get; set; }

    public required long Threshold { get; set; }

    public required string Signal { get; set; }

    public required string ChangedBy { get; set; }

    public required long ChangedAt { get; set; }
}

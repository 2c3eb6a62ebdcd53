namespace ZioExchange.Broker.Oversight.Storage;

/// <summary>Table oversight_dpias. One row is one version of the DPIA, with the FG's advice and its sign-off.</summary>
internal sealed class DpiaRow
{
    public required string Id { get; set; }

    public required string Organisation { get; set; }

    public required long Number { get; set; }

    public required string Body { get; set; }

    public required string MadeBy { get; set; }

    public required long MadeAt { get; set; }

    public string? Verdict { get; set; }

    public string? Advice { get; set; }

    public string? AdvisedBy { get; set; }

    public long? AdvisedAt { get; set; }

    public string? Weighing { get; set; }

    public string? SignedBy { get; set; }

    public long? SignedAt { get; set; }
}

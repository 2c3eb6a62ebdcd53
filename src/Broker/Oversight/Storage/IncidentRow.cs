namespace ZioExchange.Broker.Oversight.Storage;

/// <summary>Table oversight_incidents. What was known when, and whether it was reported (AVG art. 33 lid 5).</summary>
internal sealed class IncidentRow
{
    public required string Id { get; set; }

    public required string Organisation { get; set; }

    public required long KnownAt { get; set; }

    public required string Question { get; set; }

    public required string Facts { get; set; }

    public required string State { get; set; }

    /// <summary>The search as JSON, with the thumbprints it stands for; null in rows of before V087.</summary>
    public string? Search { get; set; }

    /// <summary>The Dutch day to go on with, as yyyy-MM-dd; null when there is none left.</summary>
    public string? ResumeAt { get; set; }

    /// <summary>An <see cref="Reports.IncidentTally"/> under the master key.</summary>
    public byte[]? Found { get; set; }

    public string? Decision { get; set; }

    public string? Because { get; set; }

    public string? DecidedBy { get; set; }

    public long? DecidedAt { get; set; }
}

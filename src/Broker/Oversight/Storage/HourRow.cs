namespace ZioExchange.Broker.Oversight.Storage;

/// <summary>Table oversight_hours. Decisions of one organisation in one hour (UTC), as source or recipient.</summary>
internal sealed class HourRow
{
    public required string Organisation { get; set; }

    public required long Hour { get; set; }

    public required long Permitted { get; set; }

    public required long Refused { get; set; }

    public required long Broken { get; set; }
}

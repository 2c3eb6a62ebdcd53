namespace ZioExchange.Broker.Oversight.Storage;

/// <summary>Table oversight_informed. The people concerned were told of one disclosure (AVG art. 14).</summary>
internal sealed class InformedRow
{
    public required string Organisation { get; set; }

    public required long Entry { get; set; }

    public required string How { get; set; }

    public required string ToldBy { get; set; }

    public required long ToldAt { get; set; }
}

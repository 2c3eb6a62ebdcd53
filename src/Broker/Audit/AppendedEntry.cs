namespace ZioExchange.Broker.Audit;

/// <summary>How an append ended. Closed: the two cases below are all there are.</summary>
public abstract record AppendedEntry
{
    private AppendedEntry()
    {
    }

    /// <summary>The entry is durable and under a signed checkpoint.</summary>
    /// <param name="Index">Counted from 0 without gaps, over all nodes.</param>
    /// <param name="LeafHash">The RFC 6962 leaf hash, 32 bytes.</param>
    public sealed record Written(long Index, ReadOnlyMemory<byte> LeafHash) : AppendedEntry;

    /// <summary>The commit step said no: neither the entry nor anything the step did is in the database.</summary>
    public sealed record Refused : AppendedEntry;
}

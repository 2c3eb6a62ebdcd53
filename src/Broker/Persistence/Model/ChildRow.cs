namespace ZioExchange.Broker.Persistence.Model;

/// <summary>Table children. One row is one child: an opaque id, a key, and the version that orders disclosures and consent acts.</summary>
public sealed class ChildRow
{
    public required string Id { get; init; }

    /// <summary>Raised by every consent act and every fact about the child, in the commit that records it.</summary>
    public required long ConsentVersion { get; set; }

    /// <summary>The child's data key, wrapped by the master key; empty after erasure.</summary>
    public required byte[] WrappedKey { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}

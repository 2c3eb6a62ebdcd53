namespace ZioExchange.Broker.Persistence.Model;

/// <summary>Table facts. Something a party recorded about a child, needed to decide. A correction is a new row; nothing is changed.</summary>
public sealed class FactRow
{
    public required Guid Id { get; init; }

    public required string ChildId { get; init; }

    /// <summary>What it is about; see <c>FactKind</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What distinguishes facts of one kind that hold side by side, such as a person or a measure; empty when only one holds at a time.</summary>
    public required string Subject { get; init; }

    /// <summary>The content as JSON, encrypted under the child's key.</summary>
    public required byte[] Body { get; init; }

    public required string RecordedBy { get; init; }

    /// <summary>Where the recorder has it from, such as BRP or gezagsregister.</summary>
    public required string Source { get; init; }

    /// <summary>When the source was seen.</summary>
    public required DateTimeOffset ObservedAt { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
}

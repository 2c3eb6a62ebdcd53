namespace ZioExchange.Broker.Persistence.Model;

/// <summary>Table grants. One row is one "yes" (or the record of a question answered with no). Withdrawals are rows of grant_events; nothing is changed or deleted.</summary>
public sealed class GrantRow
{
    public required Guid Id { get; init; }

    public required string ChildId { get; init; }

    public required string Purpose { get; init; }

    public required string Source { get; init; }

    public required string GrantedBy { get; init; }

    public required DateTimeOffset GivenAt { get; init; }

    public required DateOnly? ValidFrom { get; init; }

    /// <summary>Last day, inclusive.</summary>
    public required DateOnly ValidUntil { get; init; }

    /// <summary>Recipients, categories, evidence and who was told: JSON, kept as evidence (R-DSR-2).</summary>
    public required string Body { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
}

using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Decisions;

/// <summary>Marks on the child's record that stop or narrow sharing.</summary>
public sealed record ChildFlags
{
    public static ChildFlags None { get; } = new();

    public bool ProtectedLocation { get; init; }

    public bool Deceased { get; init; }

    /// <summary>A known conflict between the holders: the guidance profile falls back to strict.</summary>
    public bool Conflict { get; init; }

    /// <summary>Categories under restriction (AVG art. 18).</summary>
    public IReadOnlyList<DataCategory> Restricted { get; init; } = [];

    /// <summary>Purposes against which an objection is pending (AVG art. 21).</summary>
    public IReadOnlyList<Purpose> ObjectionPending { get; init; } = [];

    /// <summary>Purposes whose objection was rejected on recorded compelling grounds.</summary>
    public IReadOnlyList<Purpose> ObjectionRejected { get; init; } = [];
}

namespace ZioExchange.Broker.Persistence.Model;

/// <summary>Table family_codes. A code on paper that lets somebody in for one child, for a short time.</summary>
public sealed class FamilyCodeRow
{
    /// <summary>Keyed hash of the code: the code itself is shown once and not kept.</summary>
    public required byte[] Lookup { get; init; }

    /// <summary>LETTER or READ_ALONG.</summary>
    public required string Kind { get; init; }

    public required string ChildId { get; init; }

    /// <summary>As whom, or with whom, one comes in.</summary>
    public required string PersonId { get; init; }

    /// <summary>The organisation that handed it out; empty when the person made it.</summary>
    public required string MadeBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Times that what belongs with the code was wrong.</summary>
    public int Misses { get; set; }
}

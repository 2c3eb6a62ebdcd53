namespace ZioExchange.Broker.Persistence.Model;

/// <summary>Table professional_likenesses. One keyed hash of one employee, hashed again under the master key.</summary>
public sealed class LikenessRow
{
    public required string OrganisationId { get; init; }

    public required string ProfessionalId { get; init; }

    /// <summary>SURNAME or ADDRESS.</summary>
    public required string Kind { get; init; }

    public required byte[] Mark { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
}

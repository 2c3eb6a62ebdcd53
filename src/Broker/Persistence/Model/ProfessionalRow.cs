namespace ZioExchange.Broker.Persistence.Model;

/// <summary>Table professionals. A role that an organisation registered for one of its own people.</summary>
public sealed class ProfessionalRow
{
    public required string OrganisationId { get; init; }

    /// <summary>The organisation's own identifier of the person; a pseudonym, never a name.</summary>
    public required string Id { get; init; }

    public required string Role { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }
}

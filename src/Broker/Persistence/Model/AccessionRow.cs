namespace ZioExchange.Broker.Persistence.Model;

/// <summary>Table accessions. An organisation acceded to a version of the convenant, for named matrix rows, until a day. A lapse denies at once.</summary>
public sealed class AccessionRow
{
    public required Guid Id { get; init; }

    public required string OrganisationId { get; init; }

    public required string ConvenantVersion { get; init; }

    /// <summary>Matrix rows switched on, separated by spaces, in order.</summary>
    public required string Rows { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last day, inclusive (R-TIME-3).</summary>
    public required DateOnly ValidUntil { get; init; }

    /// <summary>The signed statement itself (JWS compact).</summary>
    public required string Statement { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public DateTimeOffset? WithdrawnAt { get; set; }
}

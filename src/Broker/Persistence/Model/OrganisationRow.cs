namespace ZioExchange.Broker.Persistence.Model;

/// <summary>Table organisations. One row is one organisation that takes part; it is never deleted, only ended.</summary>
public sealed class OrganisationRow
{
    public required string Id { get; init; }

    public required string Party { get; init; }

    public required string Name { get; init; }

    /// <summary>Where the FG is reached; shown to families.</summary>
    public required string FgContact { get; init; }

    /// <summary>Whether it counts as zorgaanbieder for the Wabvpz: a property of the organisation, not of its party type (law/RULES.md 2a).</summary>
    public required bool IsCareProvider { get; init; }

    /// <summary>Where its system publishes keys beside those in client_keys; null: nowhere.</summary>
    public string? JwksUri { get; set; }

    public required DateTimeOffset RegisteredAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }
}

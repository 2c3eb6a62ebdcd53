namespace ZioExchange.Broker.Persistence.Model;

/// <summary>Table couplings. The number by which one party knows one child. Nobody learns another's number.</summary>
public sealed class CouplingRow
{
    /// <summary>The party whose number it is; an asterisk for a number of law (BSN), which each party with a title to it uses.</summary>
    public required string OrganisationId { get; init; }

    public required string System { get; init; }

    /// <summary>HMAC-SHA-256 of organisation, system and value under the lookup key: finds the child without keeping the number readable.</summary>
    public required byte[] Lookup { get; init; }

    public required string ChildId { get; init; }

    /// <summary>The number itself, encrypted under the child's key: needed to fetch from the party that uses it.</summary>
    public required byte[] Value { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }
}

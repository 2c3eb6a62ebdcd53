namespace ZioExchange.Broker.Persistence.Model;

/// <summary>Table grant_events. A withdrawal or a refusal, with its scope. Only a later new grant revives (R-WD-5).</summary>
public sealed class GrantEventRow
{
    public required Guid Id { get; init; }

    public required Guid GrantId { get; init; }

    public required string ChildId { get; init; }

    /// <summary>WITHDRAWN or REFUSED.</summary>
    public required string Type { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string By { get; init; }

    /// <summary>Categories separated by spaces; empty means all.</summary>
    public required string Categories { get; init; }

    /// <summary>Recipients of the grant, separated by spaces; empty means all of them.</summary>
    public string Recipients { get; init; } = string.Empty;

    /// <summary>Whether it speaks of what goes to this recipient.</summary>
    public bool Concerns(string recipient) => Recipients.Length == 0 || Recipients.Split(' ').Contains(recipient, StringComparer.Ordinal);

    /// <summary>Whether it speaks of this category.</summary>
    public bool IsAbout(string category) => Categories.Length == 0 || Categories.Split(' ').Contains(category, StringComparer.Ordinal);
}

namespace ZioExchange.Broker.Persistence.Model;

/// <summary>Table partner_events. Something that happened, for one organisation to know. Says what and where to look, never about whom.</summary>
public sealed class PartnerEventRow
{
    /// <summary>Order and cursor: 1 is the first.</summary>
    public required long Seq { get; init; }

    public required Guid Id { get; init; }

    public required string OrganisationId { get; init; }

    /// <summary>Such as toestemming.ingetrokken.</summary>
    public required string Type { get; init; }

    /// <summary>Id of what it is about, such as a grant's.</summary>
    public required string Subject { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>When the organisation said that it acted on it; for stop notices.</summary>
    public DateTimeOffset? AcknowledgedAt { get; set; }
}

namespace ZioExchange.Broker.Persistence.Model;

/// <summary>Table webhook_deliveries. One event for one subscription: how often it was tried and what came of it.</summary>
public sealed class WebhookDeliveryRow
{
    public required Guid SubscriptionId { get; init; }

    public required long Seq { get; init; }

    public required int Attempts { get; set; }

    /// <summary>HTTP status of the last attempt; null when there was no answer.</summary>
    public int? Status { get; set; }

    /// <summary>WACHT, AFGELEVERD or OPGEGEVEN.</summary>
    public required string Outcome { get; set; }

    public DateTimeOffset? LastAt { get; set; }

    /// <summary>When it is tried again; null when it is not.</summary>
    public DateTimeOffset? NextAt { get; set; }
}

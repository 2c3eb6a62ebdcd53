namespace ZioExchange.Consent.Policies;

/// <summary>Who begins the exchange: the requester asks (pull) or the source sends (push).</summary>
public enum Delivery
{
    Pull,
    Push,
}

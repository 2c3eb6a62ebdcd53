namespace ZioExchange.Broker.ConsentRegister.Api.Webhooks;

/// <summary>The subscriptions of one organisation.</summary>
public sealed record SubscriptionList(IReadOnlyList<SubscriptionAnswer> Abonnementen);

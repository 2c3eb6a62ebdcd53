namespace ZioExchange.Broker.ConsentRegister.Api.Webhooks;

/// <summary>The newest deliveries of one subscription, at most 100.</summary>
public sealed record DeliveryList(IReadOnlyList<DeliveryAnswer> Afleveringen);

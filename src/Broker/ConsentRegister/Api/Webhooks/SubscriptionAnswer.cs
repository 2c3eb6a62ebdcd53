namespace ZioExchange.Broker.ConsentRegister.Api.Webhooks;

/// <summary>One subscription.</summary>
/// <param name="Geheim">The secret of the signatures; shown once, when it is made.</param>
/// <param name="Status">ACTIEF, BEEINDIGD, or GONE when the address said 410.</param>
public sealed record SubscriptionAnswer(string Id, string Adres, IReadOnlyList<string> Soorten, string Status, DateTimeOffset GemaaktOp, string? Geheim = null);

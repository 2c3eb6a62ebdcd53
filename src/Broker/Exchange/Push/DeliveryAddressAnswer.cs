namespace ZioExchange.Broker.Exchange.Push;

/// <summary>Where messages are brought.</summary>
/// <param name="Geheim">The secret of the signatures; shown once, when the address is set.</param>
public sealed record DeliveryAddressAnswer(string Adres, DateTimeOffset SindsOp, string? Geheim = null);

using System.Text.Json.Serialization;

namespace ZioExchange.Broker.Exchange.Push;

/// <summary>Where messages are brought.</summary>
/// <param name="Adres">A public https address.</param>
public sealed record DeliveryAddressInput([property: JsonRequired] string Adres);

using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Exchange.Push;

/// <summary>Where messages are brought.</summary>
/// <param name="Adres">A public https address.</param>
public sealed record DeliveryAddressInput([property: JsonRequired, MaxLength(PublicAddress.Longest)] string Adres);

using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.ConsentRegister.Api.Webhooks;

/// <summary>Where to be told.</summary>
/// <param name="Adres">A public https address.</param>
/// <param name="Soorten">Event types; none is all.</param>
public sealed record SubscriptionInput([property: JsonRequired, MaxLength(PublicAddress.Longest)] string Adres, IReadOnlyList<string>? Soorten = null);

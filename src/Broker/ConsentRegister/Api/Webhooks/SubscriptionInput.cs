using System.Text.Json.Serialization;

namespace ZioExchange.Broker.ConsentRegister.Api.Webhooks;

/// <summary>Where to be told.</summary>
/// <param name="Adres">A public https address.</param>
/// <param name="Soorten">Event types; none is all.</param>
public sealed record SubscriptionInput([property: JsonRequired] string Adres, IReadOnlyList<string>? Soorten = null);

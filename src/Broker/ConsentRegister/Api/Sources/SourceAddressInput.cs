using System.Text.Json.Serialization;

namespace ZioExchange.Broker.ConsentRegister.Api.Sources;

/// <summary>Where your system is asked for records.</summary>
/// <param name="Adres">A public https address without query, or one in a network that the operator named.</param>
/// <param name="Geheim">The bearer secret by which your system knows the broker: 16 to 1000 visible ASCII characters. Never shown again.</param>
public sealed record SourceAddressInput([property: JsonRequired] string Adres, [property: JsonRequired] string Geheim);

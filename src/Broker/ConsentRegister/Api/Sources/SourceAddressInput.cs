using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.ConsentRegister.Api.Sources;

/// <summary>Where your system is asked for records.</summary>
/// <param name="Adres">A public https address without query, or one in a network that the operator named.</param>
/// <param name="Geheim">The bearer secret by which your system knows the broker: 16 to 1000 visible ASCII characters. Never shown again.</param>
public sealed record SourceAddressInput([property: JsonRequired, MaxLength(PublicAddress.Longest)] string Adres, [property: JsonRequired, MaxLength(SourceRegistry.LongestSecret)] string Geheim);

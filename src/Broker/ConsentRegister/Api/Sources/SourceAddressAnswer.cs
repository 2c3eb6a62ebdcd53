namespace ZioExchange.Broker.ConsentRegister.Api.Sources;

/// <summary>Where your system is asked for records.</summary>
/// <param name="Soort">How it is asked: SCHOOL, SWV, GEMEENTE, ZORGKANTOOR or AANBIEDER; follows from your party type.</param>
public sealed record SourceAddressAnswer(string Adres, string Soort);

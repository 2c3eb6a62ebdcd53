using ZioExchange.Broker.ConsentRegister.Api.Catalogues;

namespace ZioExchange.Broker.Exchange.Explain;

/// <summary>Something that a row needs.</summary>
/// <param name="Wie">Who sees to it: VRAGER, BRON, SCHOOL or GEZIN.</param>
/// <param name="Adres">Where it is recorded or read; null when no call does it.</param>
public sealed record RequirementAnswer(string Code, string Wie, BilingualText Tekst, string? Adres);

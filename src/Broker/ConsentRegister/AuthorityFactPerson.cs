using ZioExchange.Consent.Authority;

namespace ZioExchange.Broker.ConsentRegister;

/// <summary>One person of an answer on gezag.</summary>
/// <param name="Holds">False: known to the child, without gezag.</param>
/// <param name="Through">Last day, inclusive; null while no end is known.</param>
/// <param name="Matter">The one purpose it counts for (BW 1:265e, 1:250); null for all.</param>
public sealed record AuthorityFactPerson(string Person, Relation Relation, bool Holds, DateOnly? From, DateOnly? Through, bool ContactBan, string? Matter);

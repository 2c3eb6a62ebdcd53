using ZioExchange.Consent.Authority;

namespace ZioExchange.Broker.ConsentRegister;

/// <summary>Body of an authority fact: one person's gezag as one source told it.</summary>
/// <param name="Holds">Null: niet te bepalen.</param>
/// <param name="Matter">The one purpose it counts for; null for all.</param>
public sealed record AuthorityFact(
    string Person, Relation Relation, bool? Holds, DateOnly? From, DateOnly? Through, bool ContactBan, string? Matter);

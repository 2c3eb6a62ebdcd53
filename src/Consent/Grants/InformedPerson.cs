using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Grants;

/// <summary>Somebody who was told of another's grant and can stop it.</summary>
public sealed record InformedPerson(PersonId Person, DateTimeOffset At);

namespace ZioExchange.Broker.Identity.People;

/// <summary>A synthetic person to choose on the sign-in page.</summary>
/// <param name="Id">Such as <c>kind-1-ouder-a</c>.</param>
/// <param name="Relation">kind, ouder, voogd or derde.</param>
public sealed record Persona(string Id, string GivenName, string Relation);

namespace ZioExchange.Broker.Identity.People;

/// <summary>One synthetic family on the sign-in page.</summary>
/// <param name="Number">1 to 12, as <c>--child</c> takes it.</param>
/// <param name="Age">Of the child, in completed years.</param>
public sealed record PersonaFamily(string Number, int Age, IReadOnlyList<Persona> People);

namespace ZioExchange.Broker.ConsentRegister;

/// <summary>Body of a residence fact, as the gemeente of residence records it.</summary>
/// <param name="Municipality">Organisation of the gemeente.</param>
/// <param name="Swv">SWV competent for the place of residence, for a child that is not enrolled (WPO 40 lid 8).</param>
/// <param name="MovedOn">First day in this gemeente, when the child moved.</param>
/// <param name="MovedFrom">The gemeente before.</param>
public sealed record ResidenceFact(string Municipality, string? Swv, DateOnly? MovedOn, string? MovedFrom);

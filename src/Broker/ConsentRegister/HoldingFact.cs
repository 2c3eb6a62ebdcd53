namespace ZioExchange.Broker.ConsentRegister;

/// <summary>Body of a holding fact: since when the organisation keeps a record about the child. Says nothing of what is in it.</summary>
/// <param name="Likeness">What the organisation supplied to find employees who look at their own kin; null when it supplied nothing.</param>
public sealed record HoldingFact(DateOnly Since, bool Ended, Likeness? Likeness = null);

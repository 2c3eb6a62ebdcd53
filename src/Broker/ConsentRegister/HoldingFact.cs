namespace ZioExchange.Broker.ConsentRegister;

/// <summary>Body of a holding fact: since when the organisation keeps a record about the child. Says nothing of what is in it.</summary>
public sealed record HoldingFact(DateOnly Since, bool Ended);

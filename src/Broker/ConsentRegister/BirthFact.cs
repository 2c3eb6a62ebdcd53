namespace ZioExchange.Broker.ConsentRegister;

/// <summary>Body of a birth fact.</summary>
public sealed record BirthFact(DateOnly BornOn);

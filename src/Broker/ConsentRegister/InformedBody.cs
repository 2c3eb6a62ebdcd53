namespace ZioExchange.Broker.ConsentRegister;

/// <summary>Somebody who was told of a grant, and when.</summary>
public sealed record InformedBody(string Person, DateTimeOffset At);

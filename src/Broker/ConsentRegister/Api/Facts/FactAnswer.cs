namespace ZioExchange.Broker.ConsentRegister.Api.Facts;

/// <summary>What was recorded.</summary>
public sealed record FactAnswer(string Soort, DateTimeOffset WaargenomenOp);

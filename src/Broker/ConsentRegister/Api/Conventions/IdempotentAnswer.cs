namespace ZioExchange.Broker.ConsentRegister.Api.Conventions;

/// <summary>An answer that is given again.</summary>
internal sealed record IdempotentAnswer(int Status, string? MediaType, string? Location, byte[] Body);

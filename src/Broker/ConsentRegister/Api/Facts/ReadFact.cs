namespace ZioExchange.Broker.ConsentRegister.Api.Facts;

/// <summary>A fact, read: its kind, what tells it apart, and its body.</summary>
internal sealed record ReadFact(FactKind Kind, string Subject, object Body);

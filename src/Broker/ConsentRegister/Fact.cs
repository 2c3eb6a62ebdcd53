namespace ZioExchange.Broker.ConsentRegister;

/// <summary>One recorded fact, opened: what a party said, where it had it from, and when.</summary>
/// <param name="Subject">Tells facts of one kind apart that hold side by side.</param>
/// <param name="Body">JSON of the kind's body.</param>
public sealed record Fact(FactKind Kind, string Subject, string Body, string RecordedBy, string Source, DateTimeOffset ObservedAt, DateTimeOffset RecordedAt);

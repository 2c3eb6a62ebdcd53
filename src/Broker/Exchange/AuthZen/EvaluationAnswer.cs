namespace ZioExchange.Broker.Exchange.AuthZen;

/// <summary>An AuthZEN decision. True only when all that was asked may be shared, from every source that may share at all.</summary>
internal sealed record EvaluationAnswer(bool Decision, EvaluationContext Context);

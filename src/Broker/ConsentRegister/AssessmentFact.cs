namespace ZioExchange.Broker.ConsentRegister;

/// <summary>Body of an assessment fact: the day an SWV closed its assessment or advice (R-RET-1).</summary>
public sealed record AssessmentFact(DateOnly ClosedOn);

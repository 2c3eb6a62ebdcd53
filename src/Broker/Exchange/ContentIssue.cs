namespace ZioExchange.Broker.Exchange;

/// <summary>A value of a source that could not be mapped: the rule, the kind of fault and a sentence for people.</summary>
public sealed record ContentIssue(string Rule, string Code, string Message);

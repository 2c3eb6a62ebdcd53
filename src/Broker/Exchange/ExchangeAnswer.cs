using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Exchange;

/// <summary>The answer to one question: the parts of sources that permit something, or the one refusal that all have in common.</summary>
/// <param name="Refusal">Set when no source permits anything: the answer is 403.</param>
public sealed record ExchangeAnswer(IReadOnlyList<SourcePart> Parts, Reason? Refusal);

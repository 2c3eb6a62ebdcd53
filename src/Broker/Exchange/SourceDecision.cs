using ZioExchange.Broker.Directory;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Exchange;

/// <summary>What was decided about one source, with the question as the rules saw it.</summary>
/// <param name="Decision">Full view; only <see cref="Decision.ForRequester"/> leaves.</param>
/// <param name="ConsentVersion">The child's consent version that was decided on.</param>
public sealed record SourceDecision(Organisation Source, DecisionRequest Request, ChildFacts Facts, Decision Decision, long ConsentVersion);

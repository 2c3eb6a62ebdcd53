using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Oversight.Search;

/// <summary>A logged decision taken again from its recorded inputs.</summary>
/// <param name="Again">What the rules of today's program say about the inputs of then.</param>
/// <param name="Same">Whether the same categories come out; null when the policy changed since, so that another answer is no fault.</param>
public sealed record Replay(Decision Again, bool? Same);

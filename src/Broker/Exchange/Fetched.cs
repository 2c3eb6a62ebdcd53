using ZioExchange.Adapters.Sources;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Exchange;

/// <summary>What a source gave: documents, or why there are none that can be used.</summary>
public sealed record Fetched(IReadOnlyList<SourceDocument> Documents, Reason? Failure)
{
    public static Fetched Not(Reason failure) => new([], failure);
}

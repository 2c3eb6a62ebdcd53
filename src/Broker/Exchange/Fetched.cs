using ZioExchange.Adapters.Mapping;
using ZioExchange.Adapters.Sources;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Exchange;

/// <summary>What a source gave: documents, or why there are none that can be used.</summary>
/// <param name="Key">The number by which the source files the child; null when there was nobody to ask.</param>
public sealed record Fetched(IReadOnlyList<SourceDocument> Documents, SourceChildKey? Key, Reason? Failure)
{
    public static Fetched Not(Reason failure) => new([], null, failure);
}

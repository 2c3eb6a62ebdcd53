using ZioExchange.Broker.Directory;

namespace ZioExchange.Broker.Exchange;

/// <summary>What one source has about a child, as its family may see it. Held for one answer, kept nowhere.</summary>
/// <param name="Silent">The source gave no answer that can be used; says nothing of what it has.</param>
public sealed record InspectedSource(Organisation Source, IReadOnlyList<MappedContent> Content, bool Silent);

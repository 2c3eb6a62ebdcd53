using ZioExchange.Adapters.Mapping;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Adapters.Sources;

/// <summary>Asks one kind of source system for what a permit names, and for no more.</summary>
public interface ISourceFetcher
{
    SourceKind Kind { get; }

    /// <summary>Fetches the documents that can hold the permitted categories and checks that each is about this child.</summary>
    /// <param name="permit">Proof of the decision; decides which documents and fields are asked for.</param>
    /// <param name="endpoint">The registered address; of this fetcher's kind.</param>
    /// <param name="key">The number by which this source files the child.</param>
    /// <param name="ct">The deadline: a fetch cut short by it fails as <see cref="SourceFailure.TimedOut"/>.</param>
    /// <returns>Documents as given. Empty when the source holds nothing about the child, or nothing that the permit names.</returns>
    /// <exception cref="SourceFailureException">The source gave nothing that can be used.</exception>
    /// <exception cref="ArgumentException">The endpoint is of another kind, or a BSN would stand in an address.</exception>
    Task<IReadOnlyList<SourceDocument>> FetchAsync(ExchangePermit permit, SourceEndpoint endpoint, SourceChildKey key, CancellationToken ct);
}

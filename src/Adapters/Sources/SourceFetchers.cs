using ZioExchange.Adapters.Mapping;
using ZioExchange.Adapters.Sources.Aanbieder;
using ZioExchange.Adapters.Sources.Gemeente;
using ZioExchange.Adapters.Sources.School;
using ZioExchange.Adapters.Sources.Swv;
using ZioExchange.Adapters.Sources.Zorgkantoor;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Adapters.Sources;

/// <summary>The fetchers of all five kinds; the endpoint says which one asks. Safe for many callers at once.</summary>
/// <remarks>The last argument tells the party type of a recipient, from the directory; null when unknown (see <see cref="SchoolFetcher"/>).</remarks>
public sealed class SourceFetchers(HttpClient http, SourceLimits limits, Func<OrganisationId, PartyType?> partyOf)
{
    private readonly Dictionary<SourceKind, ISourceFetcher> _byKind = new ISourceFetcher[]
    {
        new SchoolFetcher(http, limits, partyOf),
        new SwvFetcher(http, limits),
        new GemeenteFetcher(http, limits),
        new ZorgkantoorFetcher(http, limits),
        new AanbiederFetcher(http, limits),
    }.ToDictionary(fetcher => fetcher.Kind);

    /// <inheritdoc cref="ISourceFetcher.FetchAsync"/>
    public Task<IReadOnlyList<SourceDocument>> FetchAsync(ExchangePermit permit, SourceEndpoint endpoint, SourceChildKey key, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return _byKind[endpoint.Kind].FetchAsync(permit, endpoint, key, ct);
    }
}

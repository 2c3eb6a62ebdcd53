using System.Text.Json;
using System.Xml;
using ZioExchange.Adapters.Mapping;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Adapters.Sources;

/// <summary>What every fetcher shares: the kind is checked before the first byte, and a fault of reading is a fault of the answer.</summary>
public abstract class SourceFetcher(HttpClient http, SourceLimits limits) : ISourceFetcher
{
    public abstract SourceKind Kind { get; }

    public async Task<IReadOnlyList<SourceDocument>> FetchAsync(
        ExchangePermit permit, SourceEndpoint endpoint, SourceChildKey key, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(permit);
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(key);

        if (endpoint.Kind != Kind)
        {
            throw new ArgumentException($"This fetcher speaks to {Kind}, the endpoint is of {endpoint.Kind}.", nameof(endpoint));
        }

        try
        {
            return await AskAsync(permit, new SourceCall(http, limits, endpoint, ct), key);
        }
        catch (Exception fault) when (fault is XmlException or JsonException or FormatException or InvalidOperationException)
        {
            throw new SourceFailureException(Kind, SourceFailure.BadAnswer);   // the fault's own text may quote the document
        }
    }

    private protected abstract Task<IReadOnlyList<SourceDocument>> AskAsync(ExchangePermit permit, SourceCall call, SourceChildKey key);

    /// <summary>A record of our own as one document; none when the source knows nothing.</summary>
    private protected static IReadOnlyList<SourceDocument> Record(string source, ReadOnlyMemory<byte>? answer, SourceCall call, SourceChildKey key)
    {
        if (answer is not { } content)
        {
            return [];
        }

        using var record = JsonSubject.Parse(content);
        if (JsonSubject.Text(record.RootElement, "format") != $"zioexchange-{source}")
        {
            throw call.Fault(SourceFailure.BadAnswer);
        }

        return JsonSubject.IsRecordOf(record.RootElement, $"zioexchange-{source}", key)
            ? [new SourceDocument(source, content, SourceCall.Json)]
            : throw call.Fault(SourceFailure.OtherChild);
    }
}

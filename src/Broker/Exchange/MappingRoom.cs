using ZioExchange.Adapters.Sources;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Exchange;

/// <summary>x</summary>
public sealed class MappingRoom
{
    public MappedContent Run(SourceDocument document, ExchangePermit permit, SubjectNumber subject) => throw new InvalidOperationException();
}

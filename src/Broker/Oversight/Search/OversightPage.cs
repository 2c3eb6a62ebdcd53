using ZioExchange.Broker.Audit;

namespace ZioExchange.Broker.Oversight.Search;

/// <summary>One page of a search. <see cref="Next"/> may be set on a short or empty page: the search stopped after as much work as one page may cost.</summary>
public sealed record OversightPage(IReadOnlyList<LogRecord> Records, LogCursor? Next);

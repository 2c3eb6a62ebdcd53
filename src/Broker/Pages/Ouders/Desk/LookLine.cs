using ZioExchange.Broker.Directory;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>Equal looks of one day, as one line.</summary>
/// <param name="Last">The newest of them.</param>
/// <param name="Role">Code of the professional's role; null for an officer.</param>
/// <param name="Reason">Full reason code of a refusal; the words for it say less.</param>
public sealed record LookLine(
    LookKind Kind, DateTimeOffset Last, int Times, Organisation? Who, string? Role, Organisation? Source, Purpose? Purpose, IReadOnlyList<DataCategory> Categories, string? Reason);

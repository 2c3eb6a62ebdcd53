using ZioExchange.Adapters.Mapping;

namespace ZioExchange.Broker.Exchange;

/// <summary>What became of one source in the answer: released content, or why there is none.</summary>
/// <param name="Dossier">Null when nothing of this source is released.</param>
/// <param name="Missing">The requester's reason code for what is withheld or not available; null when all that was asked is there.</param>
public sealed record SourcePart(SourceDecision Decided, IReadOnlyList<MappedDossier> Dossier, string? Missing);

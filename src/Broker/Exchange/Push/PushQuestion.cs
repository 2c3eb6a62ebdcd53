using ZioExchange.Adapters.Mapping;

namespace ZioExchange.Broker.Exchange.Push;

/// <summary>What a source sends with <c>$kind-dossier-push</c>, read and known by code, not yet judged.</summary>
/// <param name="Subject">The number by which the sender files the child.</param>
/// <param name="Documents">The documents, in the sender's own format.</param>
/// <param name="Places">Where each stands in what was sent (FHIRPath).</param>
internal sealed record PushQuestion(SubjectNumber Subject, PushTerms Terms, IReadOnlyList<SourceDocument> Documents, IReadOnlyList<string> Places);

using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Exchange;

/// <summary>What became of one source in the answer: released content, or why there is none.</summary>
/// <param name="Content">Empty when nothing of this source is released.</param>
/// <param name="NotAvailable">Why a source that may give gave nothing: silent, or about another child. Null when it answered.</param>
/// <param name="Refusal">Why a release was refused after all, as the asker may know it; null when it was not.</param>
public sealed record SourcePart(SourceDecision Decided, IReadOnlyList<MappedContent> Content, Reason? NotAvailable, Reason? Refusal)
{
    public static SourcePart Refused(SourceDecision decided) => new(decided, [], null, decided.RefusalForRequester);

    public static SourcePart Silent(SourceDecision decided, Reason why) => new(decided, [], why, null);

    public static SourcePart Released(SourceDecision decided, IReadOnlyList<MappedContent> content) => new(decided, content, null, null);
}

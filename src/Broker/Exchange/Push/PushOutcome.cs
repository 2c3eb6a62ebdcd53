using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Exchange.Push;

/// <summary>What became of a message: a receipt, or why it was not sent, as the sender may know it.</summary>
/// <param name="Unfit">With a document of which nothing can be used.</param>
internal sealed record PushOutcome(Guid? Receipt, Reason? Refusal, UnfitDocument? Unfit = null);

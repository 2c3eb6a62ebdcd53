using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Exchange;

/// <summary>A document of which nothing can be used.</summary>
/// <param name="Number">Which of them, from 0.</param>
/// <param name="Why">What is wrong and what to do: names of elements and limits, never a value of the document.</param>
public sealed record UnfitDocument(int Number, Reason Reason, string Why);

using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Oversight.Consents;

/// <summary>A consent that stands today and asks for attention. What it is stands in <paramref name="Codes"/>, keys of words.</summary>
public sealed record ConsentIssue(ChildReference Child, string Purpose, DateOnly ValidUntil, IReadOnlyList<string> Codes);

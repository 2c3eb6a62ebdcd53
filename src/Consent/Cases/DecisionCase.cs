using System.Text.Json;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Consent.Cases;

/// <summary>One self-contained question with its facts, as <c>zio decide</c> and the tests read it.</summary>
/// <param name="Now">Moment of release unless the request carries its own.</param>
/// <param name="Expected">The object of that name, for a check; null when the case has none.</param>
public sealed record DecisionCase(string Id, DateTimeOffset Now, ChildFacts Facts, DecisionRequest Request, JsonElement? Expected);

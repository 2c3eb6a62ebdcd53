namespace ZioExchange.Broker.Audit;

/// <summary>One mapping rule that released something, and where it stands in the answer. Paths only, never values.</summary>
/// <param name="RuleId">The rule's id in its mapping table, such as <c>IJW-301-14</c>.</param>
/// <param name="ElementPath">The FHIR element it filled, such as <c>ServiceRequest.occurrencePeriod.start</c>.</param>
public sealed record ManifestLine(string RuleId, string ElementPath);

namespace ZioExchange.Broker.Cli.Conformance;

/// <summary>One check of an endpoint.</summary>
/// <param name="Name">Stable, kebab-case: for reports that are compared over time.</param>
/// <param name="Fault">What was seen instead; null when it passed. Never content of a document.</param>
/// <param name="Remedy">What to change.</param>
internal sealed record ConformanceResult(string Name, string? Fault, string Remedy)
{
    public bool Passed => Fault is null;
}

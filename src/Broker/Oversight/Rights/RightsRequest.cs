namespace ZioExchange.Broker.Oversight.Rights;

/// <summary>A request with its term: one month, two more with reasons (AVG art. 12 lid 3).</summary>
/// <param name="Scope">The category of a restriction, the purpose of an objection; empty for the others.</param>
/// <param name="State">OPEN or CLOSED.</param>
public sealed record RightsRequest(string Id, string Child, RightsKind Kind, string Scope, DateOnly ReceivedOn, DateOnly Due, string? Extended, string State, string? Outcome)
{
    public bool Open => State == "OPEN";
}

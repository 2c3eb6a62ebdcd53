namespace ZioExchange.Broker.Oversight.Rights;

/// <summary>A request with its term: one month, two more with reasons (AVG art. 12 lid 3).</summary>
/// <param name="Organisation">Who answers it; <see cref="RightsBook.Broker"/> for what the broker answered itself.</param>
/// <param name="Scope">The category of a restriction, the purpose of an objection; empty for the others.</param>
/// <param name="State">OPEN, GRANTED, CLOSED for a refusal or an answer given at once, or TAKEN_BACK by the family.</param>
/// <param name="Words">What the family wrote; null when nothing, or when the child's key is gone.</param>
/// <param name="ByFamily">False when an officer recorded it.</param>
public sealed record RightsRequest(
    string Id, string Organisation, string Child, RightsKind Kind, string Scope, DateOnly ReceivedOn, DateOnly Due, string? Extended, string State, string? Outcome, string? Words, bool ByFamily)
{
    /// <summary>When an organisation answered; null while it has not, and for what the broker answered at once.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    public bool Open => State == "OPEN";

    /// <summary>Never what somebody wrote.</summary>
    public override string ToString() => $"{Kind} {State}";
}

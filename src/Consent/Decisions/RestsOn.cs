namespace ZioExchange.Consent.Decisions;

/// <summary>What a decision rests on, for the log and for a replay.</summary>
/// <param name="Grants">Ids of the grants that were counted.</param>
/// <param name="Facts">Kinds of facts that were weighed, such as age, gezag, enrolment.</param>
public sealed record RestsOn(IReadOnlyList<string> Grants, IReadOnlyList<string> Facts)
{
    public static RestsOn Nothing { get; } = new([], []);
}

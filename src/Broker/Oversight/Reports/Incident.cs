namespace ZioExchange.Broker.Oversight.Reports;

/// <summary>An incident with the facts as they were known, and the decision to report or not (AVG art. 33 lid 5).</summary>
/// <param name="ReportBy">72 hours after it became known (art. 33 lid 1).</param>
/// <param name="Decision">REPORTED or NOT_REPORTED; null while undecided.</param>
public sealed record Incident(string Id, DateTimeOffset KnownAt, DateTimeOffset ReportBy, string Question, IncidentScope Scope, string? Decision, string? Because)
{
    /// <summary>WAITING, RUNNING (<see cref="Scope"/> holds what was found so far), DONE, or FAILED when something in the slice could not be read.</summary>
    public required string State { get; init; }

    /// <summary>Days read, of <see cref="AllDays"/>.</summary>
    public required int Days { get; init; }

    public required int AllDays { get; init; }
}

namespace ZioExchange.Broker.Persistence.Model;

/// <summary>Table opp_questions. A school asks a family whether it agrees with the guidance in an OPP. The plan itself stays with the school.</summary>
public sealed class OppQuestionRow
{
    public required Guid Id { get; init; }

    public required string ChildId { get; init; }

    public required string School { get; init; }

    /// <summary>The day of the plan, yyyy-MM-dd: so that family and school mean the same one.</summary>
    public required string PlanDay { get; init; }

    public required DateTimeOffset AskedAt { get; init; }
}

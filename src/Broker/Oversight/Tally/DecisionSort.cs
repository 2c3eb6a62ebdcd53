namespace ZioExchange.Broker.Oversight.Tally;

/// <summary>How charts count a decision: each in one sort only.</summary>
public enum DecisionSort
{
    Permitted,
    Refused,

    /// <summary>Permitted because someone broke the glass.</summary>
    BreakGlass,
}

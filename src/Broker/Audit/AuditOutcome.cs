namespace ZioExchange.Broker.Audit;

/// <summary>How the event ended. Stored and exported by name.</summary>
public enum AuditOutcome
{
    /// <summary>Done; for every kind that is not a decision or a disclosure.</summary>
    Success,

    /// <summary>Everything that was asked for is permitted.</summary>
    Permit,

    /// <summary>A part is permitted.</summary>
    Partial,

    /// <summary>Nothing is permitted; a normal outcome, not an error.</summary>
    Deny,

    /// <summary>Tried and failed, for instance a sign-in with a wrong code.</summary>
    Failure,
}

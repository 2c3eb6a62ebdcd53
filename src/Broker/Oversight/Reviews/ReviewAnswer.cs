namespace ZioExchange.Broker.Oversight.Reviews;

/// <summary>How a step in a review ended. The names are keys of words.</summary>
public enum ReviewAnswer
{
    Done,

    /// <summary>Not of this organisation, or no such review.</summary>
    NotFound,

    /// <summary>Nobody reviews their own access.</summary>
    OwnAccess,

    /// <summary>A second officer must confirm (four eyes).</summary>
    FourEyes,

    /// <summary>Someone else has it in hand, or it is in another state.</summary>
    WrongState,

    /// <summary>A finding is required.</summary>
    NoFinding,
}

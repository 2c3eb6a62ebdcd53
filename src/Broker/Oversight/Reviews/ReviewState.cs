namespace ZioExchange.Broker.Oversight.Reviews;

/// <summary>Where a review stands. Kept by name.</summary>
public enum ReviewState
{
    Open,

    /// <summary>In behandeling.</summary>
    Taken,

    /// <summary>Akkoord; closed once a second officer confirmed.</summary>
    Good,

    /// <summary>The access should not have happened; closed once a second officer confirmed.</summary>
    Incident,
}

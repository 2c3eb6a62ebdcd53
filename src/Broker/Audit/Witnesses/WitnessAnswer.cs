namespace ZioExchange.Broker.Audit.Witnesses;

/// <summary>What came of asking a witness.</summary>
public enum WitnessAnswer
{
    /// <summary>Its signature stands under the newest checkpoint.</summary>
    Cosigned,

    /// <summary>The log is empty.</summary>
    NothingToSign,

    /// <summary>It saw another history of this log: an incident.</summary>
    Disagrees,

    /// <summary>It does not know the log or the key, or its signature does not hold.</summary>
    Refuses,

    /// <summary>It did not answer in time.</summary>
    Silent,
}

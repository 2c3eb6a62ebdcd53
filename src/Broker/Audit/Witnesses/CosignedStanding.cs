namespace ZioExchange.Broker.Audit.Witnesses;

/// <summary>How far a record of what was cosigned can be believed.</summary>
internal enum CosignedStanding
{
    /// <summary>It is what the key of this broker's own log signed.</summary>
    Proven,

    /// <summary>A program of before wrote it, or something else did that took the signature away: the next cosignature signs it.</summary>
    Unproven,

    /// <summary>It is not what was signed, or older than that.</summary>
    Changed,
}

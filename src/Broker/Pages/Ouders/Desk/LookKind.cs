namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>What somebody who looked, got.</summary>
public enum LookKind
{
    Saw,

    /// <summary>Not allowed, nothing given.</summary>
    Refused,

    /// <summary>Allowed, but the source gave nothing.</summary>
    Silent,

    /// <summary>A broken glass.</summary>
    Emergency,

    /// <summary>An employee who helps the family looked which questions there are.</summary>
    Desk,

    /// <summary>A privacy officer looked at the log itself.</summary>
    Officer,
}

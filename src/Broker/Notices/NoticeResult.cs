namespace ZioExchange.Broker.Notices;

/// <summary>What became of one attempt.</summary>
public enum NoticeResult
{
    /// <summary>The next one on the way has it.</summary>
    Sent,

    /// <summary>Try again later.</summary>
    NotNow,

    /// <summary>This address is refused for good: more attempts bring nothing.</summary>
    Refused,
}

namespace ZioExchange.Adapters.Sources;

/// <summary>Why a source gave nothing that can be used. A closed list: each is an answer of the exchange, none stops the other sources.</summary>
public enum SourceFailure
{
    /// <summary>No connection, a broken connection, or the source says that it is out of order (5xx).</summary>
    Unreachable,

    /// <summary>The deadline passed.</summary>
    TimedOut,

    /// <summary>More bytes than the limit; reading stopped there.</summary>
    TooLarge,

    /// <summary>Another status, media type or shape than the format has; also a DTD, truncation, and a redirect.</summary>
    BadAnswer,

    /// <summary>A sound document, but not provably about the child that was asked for. Nothing of it may be used.</summary>
    OtherChild,
}

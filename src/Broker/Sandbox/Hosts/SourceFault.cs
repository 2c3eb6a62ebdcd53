namespace ZioExchange.Broker.Sandbox.Hosts;

/// <summary>How a sandbox source misbehaves about one child, so that a test can show what the broker does.</summary>
public enum SourceFault
{
    None,

    /// <summary>Breaks the connection.</summary>
    Down,

    /// <summary>Answers 503.</summary>
    OutOfOrder,

    /// <summary>Answers well, after <see cref="SourceFaults.Slowness"/>.</summary>
    Slow,

    /// <summary>Takes the question and never answers.</summary>
    Hangs,

    /// <summary>The right media type around bytes that are no document.</summary>
    Garbage,

    /// <summary>A well-formed document of a form that no mapping table reads.</summary>
    Foreign,

    /// <summary>A body that never ends.</summary>
    Endless,

    /// <summary>A sound document about another child.</summary>
    OtherChild,

    /// <summary>XML with a DTD (a JSON source: the same text where JSON should stand).</summary>
    Dtd,

    /// <summary>The first half of the document, with the length of the half.</summary>
    Truncated,

    /// <summary>Sends the broker elsewhere.</summary>
    Redirect,

    /// <summary>The document under text/html.</summary>
    WrongMediaType,
}

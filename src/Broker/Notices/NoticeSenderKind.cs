namespace ZioExchange.Broker.Notices;

/// <summary>How notices leave, from <c>Notices:Sender</c>.</summary>
public enum NoticeSenderKind
{
    /// <summary>Nobody can ask for notices.</summary>
    None,

    /// <summary>A file each, for development and for a mail system that collects them.</summary>
    File,

    Smtp,
}

namespace ZioExchange.Broker.Pages.Blocks;

/// <summary>How an alert is coloured; its heading says the same, for who sees no colours.</summary>
public enum AlertKind
{
    Info,
    Ok,
    Warning,
    Error,
}

namespace ZioExchange.Broker.Pages.Blocks;

public enum AlertKind
{
    Info,
    Ok,
    Warning,
    Error,
}

namespace ZioExchange.Broker.Pages.Blocks;

public enum BadgeKind
{
    Neutral,
    Success,
    Warning,
    Danger,
}

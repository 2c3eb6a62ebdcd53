namespace ZioExchange.Broker.Pages.Blocks;

/// <summary>How a badge is coloured; its text says the same, for who sees no colours.</summary>
public enum BadgeKind
{
    Neutral,
    Success,
    Warning,
    Danger,
}

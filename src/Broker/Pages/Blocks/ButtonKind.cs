namespace ZioExchange.Broker.Pages.Blocks;

/// <summary>Yes and no to a question always have the same kind: <see cref="Primary"/>, both.</summary>
public enum ButtonKind
{
    Primary,
    Secondary,
    Subtle,
}

namespace ZioExchange.Broker.Pages.Blocks;

/// <summary>One answer of a group of radio buttons.</summary>
/// <param name="Value">What the form sends.</param>
/// <param name="Label">What the reader sees.</param>
/// <param name="Hint">A second, smaller line; null when the label says enough.</param>
public sealed record Choice(string Value, string Label, string? Hint = null);

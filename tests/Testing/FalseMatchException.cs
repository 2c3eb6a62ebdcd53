namespace ZioExchange.Testing;

/// <summary>A key found another child than its own, or a key that nobody was given found one. The message names kinds and places, never a number.</summary>
public sealed class FalseMatchException(string message) : Exception(message);

namespace ZioExchange.Broker.Persistence;

/// <summary>A copy of the database could not be made or put back. The message says what to do and holds no secret.</summary>
public sealed class DatabaseCopyException(string message) : Exception(message);

namespace ZioExchange.Broker.Persistence;

/// <summary>The database's schema is not one this program may touch. The message says why and what to do.</summary>
public class MigrationException(string message) : Exception(message);

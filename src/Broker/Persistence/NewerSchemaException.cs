namespace ZioExchange.Broker.Persistence;

/// <summary>The database is ahead of this program: a newer one migrated it. A node that already serves goes on, as scripts only add; it does not start.</summary>
public sealed class NewerSchemaException(string message) : MigrationException(message);

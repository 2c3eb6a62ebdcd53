namespace ZioExchange.Broker.Audit.Storage;

/// <summary>The log in the database does not continue what was published: nothing may be added to it.</summary>
internal sealed class LogSetBackException(string message) : Exception(message);

namespace ZioExchange.Broker.Audit;

/// <summary>The entry is not durable, or it is unknown whether it is. The caller must not release anything.</summary>
public sealed class AuditUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

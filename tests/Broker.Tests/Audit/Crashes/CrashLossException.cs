namespace ZioExchange.Broker.Tests.Audit.Crashes;

/// <summary>A crash lost something, or the broker did not come back as it was.</summary>
internal sealed class CrashLossException(string message) : Exception(message);

namespace ZioExchange.Benchmarks;

/// <summary>A long run found what must not be.</summary>
internal sealed class FoundException(string message) : Exception(message);

namespace ZioExchange.Broker.Audit;

/// <summary>The entries of one person or child.</summary>
/// <param name="Keys">Numbers of the keys they stand under; empty where nobody acted.</param>
public sealed record LogSlice(IReadOnlyList<long> Keys);

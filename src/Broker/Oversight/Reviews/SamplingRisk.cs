namespace ZioExchange.Broker.Oversight.Reviews;

/// <summary>A risk and how many of a hundred accesses that carry it are reviewed.</summary>
public sealed record SamplingRisk(string Code, int Percent);

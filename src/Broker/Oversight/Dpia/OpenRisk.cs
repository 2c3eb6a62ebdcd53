namespace ZioExchange.Broker.Oversight.Dpia;

/// <summary>Something that is not in order now, counted. The code is a key of words.</summary>
public sealed record OpenRisk(string Code, long Count);

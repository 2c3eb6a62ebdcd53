namespace ZioExchange.Broker.Oversight;

/// <summary>Something that must be done by a day.</summary>
/// <param name="Kind">REVIEW, RIGHTS, INCIDENT, RECALL or AGREEMENT.</param>
/// <param name="Due">Last Dutch calendar day.</param>
/// <param name="Count">How many of that kind are due that day.</param>
public sealed record Deadline(string Kind, DateOnly Due, int Count);

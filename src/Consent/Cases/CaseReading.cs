namespace ZioExchange.Consent.Cases;

/// <summary>One item of a case file: a case, or what is wrong with it.</summary>
/// <param name="Id">Null when the item has no readable id.</param>
/// <param name="Error">Names the field and the remedy; null when the case was read.</param>
public sealed record CaseReading(string? Id, DecisionCase? Case, string? Error);

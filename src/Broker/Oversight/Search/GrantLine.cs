namespace ZioExchange.Broker.Oversight.Search;

/// <summary>A grant as an officer sees it.</summary>
/// <param name="TextVersion">The version of the words that were shown when it was given.</param>
public sealed record GrantLine(string Id, DateTimeOffset GivenAt, DateOnly ValidUntil, string? TextVersion);

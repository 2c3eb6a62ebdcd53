namespace ZioExchange.Broker.Directory.Admissions;

/// <summary>A role of one of the organisation's people.</summary>
/// <param name="Id">The organisation's own pseudonym of the person, never a name.</param>
public sealed record RegisteredRole(string Id, string Role);

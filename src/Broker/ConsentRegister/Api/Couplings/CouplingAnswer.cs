namespace ZioExchange.Broker.ConsentRegister.Api.Couplings;

/// <summary>A coupling in the making.</summary>
/// <param name="Code">To hand to the family; shown once.</param>
/// <param name="Status">OPEN, GEBRUIKT or VERLOPEN.</param>
public sealed record CouplingAnswer(string Id, string Status, DateTimeOffset GeldigTot, string? Code = null);

namespace ZioExchange.Broker.Oversight;

/// <summary>A synthetic officer to choose in Development.</summary>
/// <param name="Id">The registered professional, such as <c>school-po-fg</c>.</param>
public sealed record OfficerPersona(string Id, string Organisation, string OrganisationName, OfficerRole Role);

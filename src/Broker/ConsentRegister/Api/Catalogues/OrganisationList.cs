namespace ZioExchange.Broker.ConsentRegister.Api.Catalogues;

/// <summary>Every organisation that takes part.</summary>
public sealed record OrganisationList(IReadOnlyList<OrganisationAnswer> Organisaties);

namespace ZioExchange.Broker.ConsentRegister.Api.Catalogues;

/// <summary>One accession.</summary>
/// <param name="GeldigTot">Last day, inclusive; after it the rows are off at once.</param>
public sealed record AgreementAnswer(OrganisationAnswer Organisatie, string Convenantversie, IReadOnlyList<string> Rijen, DateOnly GeldigVanaf, DateOnly GeldigTot);
